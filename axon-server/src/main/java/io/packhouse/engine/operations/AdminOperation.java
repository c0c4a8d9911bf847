package io.packhouse.engine.operations;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asked for, why (sealed under that person), and what became of it. `subject` is the
/// processor, the group of dead letters or the saga.
public record AdminOperation(
        String id,
        long number,
        OperationType kind,
        String subject,
        Map<String, List<String>> details,
        String actor,
        EncryptedPersonal<String> reason,
        Instant at,
        State state,
        @Nullable String outcome,
        @Nullable String node,
        @Nullable Instant endedAt) {

    /// REFUSED: nothing, or not all of it, was done; the outcome says why.
    public enum State {
        WAITING,
        DONE,
        REFUSED
    }

    /// How an operation ended.
    public record Outcome(boolean done, String text) {

        public static Outcome done(String text) {
            return new Outcome(true, text);
        }

        public static Outcome refused(String text) {
            return new Outcome(false, text);
        }
    }

    /// The values the operation was decided on.
    public List<String> detail(String name) {
        return details.getOrDefault(name, List.of());
    }
}
