package io.packhouse.engine.commandhandling;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Result of a command: the handler's return value and the stored events. The events are filled in
/// when stored and read once the transaction has committed.
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class CommandResult {

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.WRAPPER_ARRAY)
    private @Nullable Object answer;

    private @Nullable String stream;
    private long version = -1;
    private long position = -1;
    private List<String> events = List.of();
    private boolean replayed;

    public CommandResult() {}

    void answered(@Nullable Object given) {
        answer = given;
    }

    void stored(String stream, long version, long position, List<String> events) {
        this.stream = stream;
        this.version = version;
        this.position = position;
        this.events = events;
    }

    public static CommandResult again(String stream, long version, long position, List<String> events) {
        var outcome = new CommandResult();
        outcome.stored(stream, version, position, events);
        outcome.replayed = true;
        return outcome;
    }

    public @Nullable Object answer() {
        return answer;
    }

    /// The stream of the last event; null when no event was recorded.
    public @Nullable String stream() {
        return stream;
    }

    public long version() {
        return version;
    }

    public long position() {
        return position;
    }

    public List<String> events() {
        return events;
    }

    /// True when the same request was handled before and nothing was done now.
    public boolean replayed() {
        return replayed;
    }
}
