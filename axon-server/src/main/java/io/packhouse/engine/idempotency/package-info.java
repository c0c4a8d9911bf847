/// Idempotent requests: a request with a key is executed once; repeating it returns the same
/// response.
@NullMarked
package io.packhouse.engine.idempotency;

import org.jspecify.annotations.NullMarked;
