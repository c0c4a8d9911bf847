package io.packhouse.broken.api;

import org.axonframework.serialization.Revision;

/// Breaks, one each: events are records, have a revision, and consist of plain values.
public sealed interface BrokenEvent {

    @Revision("1")
    record RaisedNowhere(String text) implements BrokenEvent {}

    record WithoutRevision(String text) implements BrokenEvent {}

    @Revision("1")
    record WithMutableValue(StringBuilder text) implements BrokenEvent {}

    @Revision("1")
    final class NotARecord implements BrokenEvent {}
}
