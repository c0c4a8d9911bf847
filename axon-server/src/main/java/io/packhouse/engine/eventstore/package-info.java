/// The embedded event store on PostgreSQL: appends in one transaction, reads without gaps, and
/// notifies its readers.
@NullMarked
package io.packhouse.engine.eventstore;

import org.jspecify.annotations.NullMarked;
