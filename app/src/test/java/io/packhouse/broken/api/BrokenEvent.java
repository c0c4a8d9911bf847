package io.packhouse.broken.api;

import org.axonframework.serialization.Revision;

/// Breaks, one each: events are records, carry a revision, and are made of plain things.
public sealed interface BrokenEvent {

    @Revision("1")
    record PlainEnough(String word) implements BrokenEvent {}

    record Unrevised(String word) implements BrokenEvent {}

    @Revision("1")
    record Fluid(StringBuilder words) implements BrokenEvent {}

    @Revision("1")
    final class Unrecorded implements BrokenEvent {}
}
