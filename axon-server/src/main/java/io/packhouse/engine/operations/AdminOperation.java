package io.packhouse.engine.operations;

import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation requested by an operator, its reason (encrypted for that person) and its outcome.
/// `subject` is the processor, the group of dead letters or the saga.
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

    /// REFUSED: it was not, or not completely, executed; the outcome gives the reason.
    public enum State {
        WAITING,
        DONE,
        REFUSED
    }

    /// The outcome of an operation.
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
