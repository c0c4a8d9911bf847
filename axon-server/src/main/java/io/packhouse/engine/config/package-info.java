/// Axon put together for both ways to run, every bean on purpose.
@NullMarked
package io.packhouse.engine.config;

import org.jspecify.annotations.NullMarked;
