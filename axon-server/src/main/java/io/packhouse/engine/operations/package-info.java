/// Monitoring and control of event processors on any number of nodes: desired states and operations
/// are rows, and every node applies them.
@NullMarked
package io.packhouse.engine.operations;

import org.jspecify.annotations.NullMarked;
