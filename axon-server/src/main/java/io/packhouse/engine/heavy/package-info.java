/// CPU-bound work of requests: it runs on a few dedicated threads, never on request threads.
@NullMarked
package io.packhouse.engine.heavy;

import org.jspecify.annotations.NullMarked;
