package io.packhouse.engine.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// What a command recorded: the stream, its version (the sequence number of its last event), and
/// the logical names of the events in order. No events means that the command had no effect.
public record CommandReceipt(
        String id,
        long version,
        List<String> events,
        @JsonIgnore long position,
        @JsonIgnore boolean replayed) {

    /// The same receipt for an entity that is part of a larger stream.
    public CommandReceipt as(Object what) {
        return new CommandReceipt(what.toString(), version, events, position, replayed);
    }
}
