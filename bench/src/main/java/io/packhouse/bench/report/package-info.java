/// The results of a benchmark: a table, one JSON object a line, and the comparison with an earlier run.
@NullMarked
package io.packhouse.bench.report;

import org.jspecify.annotations.NullMarked;
