/// The current platform settings, for nodes of every role.
@NullMarked
package io.packhouse.engine.platform;

import org.jspecify.annotations.NullMarked;
