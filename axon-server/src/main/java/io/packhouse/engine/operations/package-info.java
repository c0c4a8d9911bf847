/// Operations of operators on event processors, dead letters and parked sagas: logged as rows, and executed by every
/// node.
@NullMarked
package io.packhouse.engine.operations;

import org.jspecify.annotations.NullMarked;
