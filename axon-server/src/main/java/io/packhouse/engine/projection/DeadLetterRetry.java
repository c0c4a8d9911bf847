package io.packhouse.engine.projection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands dead letters to their projections again while there are any.
public final class DeadLetterRetry {

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;

    private final Predicate<String> paused;

    private record Waiting(String group, int sequences) {}

    /// How many sequences were handled to their end, and how many were not.
    public record RetryResult(int handled, int failed) {}

    public DeadLetterRetry(
            JdbcClient jdbc, EventProcessingConfiguration processing, Predicate<String> paused) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.paused = paused;
    }

    /// Tries the sequences that begin with these events, each once; empty when the group is not
    /// this node's.
    public Optional<RetryResult> retry(String group, Set<String> firstEvents) {
        return processing
                .sequencedDeadLetterProcessor(group)
                .map(
                        letters -> {
                            var left = new HashSet<>(firstEvents);
                            var handled = 0;
                            var before = -1;
                            while (!left.isEmpty() && left.size() != before) {
                                before = left.size();
                                if (letters.process(
                                        letter -> left.remove(letter.message().getIdentifier()))) {
                                    handled++;
                                }
                            }
                            return new RetryResult(handled, firstEvents.size() - handled);
                        });
    }

    /// Tries every waiting sequence once, the one that waits longest first.
    public void retry() {
        waiting().stream().filter(waiting -> !paused.test(waiting.group())).forEach(this::retry);
    }

    private void retry(Waiting waiting) {
        processing
                .sequencedDeadLetterProcessor(waiting.group())
                .ifPresent(
                        letters -> {
                            for (var i = 0; i < waiting.sequences(); i++) {
                                letters.processAny();
                            }
                        });
    }

    private List<Waiting> waiting() {
        return jdbc.sql(
                        "select processing_group as \"group\","
                                + " count(distinct sequence_identifier)::int as sequences"
                                + " from engine.dead_letter_entry group by processing_group")
                .query(Waiting.class)
                .list();
    }
}
