/// What surrounds every command: who and why, what it recorded, and a no that survives the wire.
@NullMarked
package io.packhouse.engine.commandhandling;

import org.jspecify.annotations.NullMarked;
