/// Work of a request that keeps a processor busy: it runs on a few threads of its own, never on
/// those that answer.
@NullMarked
package io.packhouse.engine.heavy;

import org.jspecify.annotations.NullMarked;
