package io.packhouse.engine.projection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Retries dead letters of projections while there are any.
public final class DeadLetterRetry {

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;

    private final Predicate<String> paused;

    private record Waiting(String group, int sequences) {}

    /// How many sequences were processed completely, and how many were not.
    public record RetryResult(int handled, int failed) {}

    public DeadLetterRetry(JdbcClient jdbc, EventProcessingConfiguration processing, Predicate<String> paused) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.paused = paused;
    }

    /// Retries the sequences that begin with these events, each once; empty when this node does not
    /// have the group.
    public Optional<RetryResult> retry(String group, Set<String> firstEvents) {
        return processing.sequencedDeadLetterProcessor(group).map(queue -> {
            var left = new HashSet<>(firstEvents);
            var handled = 0;
            var before = -1;
            while (!left.isEmpty() && left.size() != before) {
                before = left.size();
                if (queue.process(deadLetter -> left.remove(deadLetter.message().getIdentifier()))) {
                    handled++;
                }
            }
            return new RetryResult(handled, firstEvents.size() - handled);
        });
    }

    /// Retries every waiting sequence once, the one waiting longest first.
    public void retry() {
        waiting().stream().filter(waiting -> !paused.test(waiting.group())).forEach(this::retry);
    }

    private void retry(Waiting waiting) {
        processing.sequencedDeadLetterProcessor(waiting.group()).ifPresent(queue -> {
            for (var i = 0; i < waiting.sequences(); i++) {
                queue.processAny();
            }
        });
    }

    private List<Waiting> waiting() {
        return jdbc.sql("""
                select processing_group as "group",
                count(distinct sequence_identifier)::int as sequences
                from engine.dead_letter_entry group by processing_group""").query(Waiting.class).list();
    }
}
