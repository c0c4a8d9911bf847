/// Projections: rows are written in batches, in the transaction that stores the token, each row
/// once; an event that fails becomes a dead letter and is retried.
@NullMarked
package io.packhouse.engine.projection;

import org.jspecify.annotations.NullMarked;
