/// Operations of the engine: event processors, dead letters, parked sagas, operations history.
@NullMarked
package io.packhouse.operations.query;

import org.jspecify.annotations.NullMarked;
