/// What an operator sees of a running engine: figures, traces, and how far everything has come.
@NullMarked
package io.packhouse.engine.monitoring;

import org.jspecify.annotations.NullMarked;
