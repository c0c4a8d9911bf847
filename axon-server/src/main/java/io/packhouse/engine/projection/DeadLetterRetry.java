package io.packhouse.engine.projection;

import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands dead letters to their projections again while there are any.
public final class DeadLetterRetry {

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;

    private record Waiting(String group, int sequences) {}

    public DeadLetterRetry(JdbcClient jdbc, EventProcessingConfiguration processing) {
        this.jdbc = jdbc;
        this.processing = processing;
    }

    /// Tries every waiting sequence once, the one that waits longest first.
    public void retry() {
        waiting().forEach(this::retry);
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
