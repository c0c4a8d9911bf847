package io.packhouse.shared.api;

import java.util.Map;

/// Thrown when a command is rejected. Only the code, the sentence, the kind and the facts survive
/// serialization.
public final class CommandRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public CommandRejectedException(Refusal refusal) {
        this(refusal, Map.of());
    }

    /// `facts` are the named values that the caller needs to choose what to do next.
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

    /// The serialized form.
    public record Answer(String code, String sentence, Refusal.Kind kind, Map<String, Object> facts) {}
}
