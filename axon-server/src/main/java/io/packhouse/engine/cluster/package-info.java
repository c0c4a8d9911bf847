/// Several processes on one database: how they know of each other, share the work, and call.
@NullMarked
package io.packhouse.engine.cluster;

import org.jspecify.annotations.NullMarked;
