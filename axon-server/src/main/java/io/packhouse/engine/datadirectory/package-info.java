/// The data folder of one installation: its lock, the kind of its event store, and files and keys that only their owner
/// may read.
@NullMarked
package io.packhouse.engine.datadirectory;

import org.jspecify.annotations.NullMarked;
