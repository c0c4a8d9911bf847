/// What can be set, and what refuses to start because it was set wrongly.
@NullMarked
package io.packhouse.app.settings;

import org.jspecify.annotations.NullMarked;
