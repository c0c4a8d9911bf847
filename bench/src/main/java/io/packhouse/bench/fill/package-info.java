/// Rows written directly into the read tables of an engine that is deleted afterwards, to measure reading.
@NullMarked
package io.packhouse.bench.fill;

import org.jspecify.annotations.NullMarked;
