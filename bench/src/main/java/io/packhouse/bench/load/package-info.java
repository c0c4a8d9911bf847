/// What is asked of an engine, and what plain JDBC does with the same rows for comparison.
@NullMarked
package io.packhouse.bench.load;

import org.jspecify.annotations.NullMarked;
