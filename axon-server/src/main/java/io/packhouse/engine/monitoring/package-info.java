/// Monitoring of a running engine: metrics, traces and processor lag.
@NullMarked
package io.packhouse.engine.monitoring;

import org.jspecify.annotations.NullMarked;
