/// The engine that is measured: started for the benchmark or running already, its processes and its PostgreSQL.
@NullMarked
package io.packhouse.bench.engine;

import org.jspecify.annotations.NullMarked;
