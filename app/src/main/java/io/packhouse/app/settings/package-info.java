/// Settings and their validation.
@NullMarked
package io.packhouse.app.settings;

import org.jspecify.annotations.NullMarked;
