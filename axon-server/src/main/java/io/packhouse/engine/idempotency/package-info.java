/// A request under a key is done once and answered the same way ever after.
@NullMarked
package io.packhouse.engine.idempotency;

import org.jspecify.annotations.NullMarked;
