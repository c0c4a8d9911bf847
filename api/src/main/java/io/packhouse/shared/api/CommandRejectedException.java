package io.packhouse.shared.api;

import java.util.Map;

/// A command refused. Only the code, the sentence, the kind and the facts survive the wire, so they
/// say everything.
public final class CommandRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public CommandRejectedException(Refusal refusal) {
        this(refusal, Map.of());
    }

    /// Facts are what the refused person needs to choose what to do next: names to plain values.
    public CommandRejectedException(Refusal refusal, Map<String, Object> facts) {
        this(new Answer(refusal.name(), refusal.sentence(), refusal.kind(), facts));
    }

    public CommandRejectedException(Answer answer) {
        super(answer.sentence(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    /// What crosses the wire.
    public record Answer(
            String code, String sentence, Refusal.Kind kind, Map<String, Object> facts) {}
}
