/// Handling of commands: actor metadata, results, retries, and rejections that survive
/// serialization.
@NullMarked
package io.packhouse.engine.commandhandling;

import org.jspecify.annotations.NullMarked;
