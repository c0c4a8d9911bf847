/// Several processes on one database: membership, sharing of segments, and notifications.
@NullMarked
package io.packhouse.engine.cluster;

import org.jspecify.annotations.NullMarked;
