/// Load tests and benchmarks, measured from outside over HTTP, and replays.
@NullMarked
package io.packhouse.bench;

import org.jspecify.annotations.NullMarked;
