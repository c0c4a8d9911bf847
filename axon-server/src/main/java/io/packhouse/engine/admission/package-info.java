/// Admission control: a bounded number of requests in progress.
@NullMarked
package io.packhouse.engine.admission;

import org.jspecify.annotations.NullMarked;
