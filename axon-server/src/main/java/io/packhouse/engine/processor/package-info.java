/// Event processors on any number of nodes: which segments a node claims, what is paused, and what every node reports
/// about its processors.
@NullMarked
package io.packhouse.engine.processor;

import org.jspecify.annotations.NullMarked;
