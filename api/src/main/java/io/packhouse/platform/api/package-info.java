/// Settings that administrators change while the engine runs.
@NullMarked
package io.packhouse.platform.api;

import org.jspecify.annotations.NullMarked;
