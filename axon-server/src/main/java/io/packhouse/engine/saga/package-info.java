/// How processes send commands, and what becomes of a saga's event that keeps failing.
@NullMarked
package io.packhouse.engine.saga;

import org.jspecify.annotations.NullMarked;
