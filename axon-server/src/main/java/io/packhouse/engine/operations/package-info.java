/// What operators see of processors and do to them, on any number of nodes: wishes and operations
/// are rows, and every node follows them.
@NullMarked
package io.packhouse.engine.operations;

import org.jspecify.annotations.NullMarked;
