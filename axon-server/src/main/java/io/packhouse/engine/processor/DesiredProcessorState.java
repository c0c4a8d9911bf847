package io.packhouse.engine.processor;

import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What this node may work on, as of the last refresh: the rows are the truth.
public final class DesiredProcessorState {

    private final JdbcClient jdbc;
    private volatile Set<String> paused = Set.of();
    private volatile Map<String, Integer> leftToOthers = Map.of();
    private volatile Set<String> merging = Set.of();

    public DesiredProcessorState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Called before processors start, and then periodically.
    public void refresh() {
        paused = Set.copyOf(jdbc.sql("select processor from engine.paused_processor")
                .query(String.class)
                .set());
    }

    public boolean isPaused(String processor) {
        return paused.contains(processor);
    }

    Set<String> paused() {
        return paused;
    }

    /// Leaves one segment per processor to another node that is about to merge it with its own.
    public void leaveToOthers(Map<String, Integer> segments) {
        leftToOthers = Map.copyOf(segments);
    }

    public void merge(Set<String> processors) {
        merging = Set.copyOf(processors);
    }

    /// Whether one node must temporarily own two of its segments, beyond its share.
    public boolean isMerging(String processor) {
        return merging.contains(processor);
    }

    boolean mayClaim(String processor, int segment) {
        return !paused.contains(processor)
                && leftToOthers.getOrDefault(processor, -1).intValue() != segment;
    }
}
