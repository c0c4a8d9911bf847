/// The embedded event store on PostgreSQL: appended in one transaction, read without gaps, woken at
/// once.
@NullMarked
package io.packhouse.engine.eventstore;

import org.jspecify.annotations.NullMarked;
