/// Axon put together for both ways to run, every bean on purpose.
@NullMarked
package io.packhouse.engine.wiring;

import org.jspecify.annotations.NullMarked;
