package io.packhouse.engine.operations;

import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.NodeStatusReporter;
import io.packhouse.engine.processor.SegmentClaims;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Splits and merges segments. Only the owner of a segment can: for a merge, the other nodes
/// release their segment.
final class SplitMergeHandler implements OperationHandler {

    static final String SEGMENTS = "segments";

    private static final long PATIENCE = 10;

    private final JdbcClient jdbc;
    private final EventProcessingConfiguration processing;
    private final SegmentClaims segmentClaims;
    private final DesiredProcessorState desired;
    private final String node;

    /// The two segments to merge: the first one remains.
    record Pair(int kept, int gone) {}

    SplitMergeHandler(
            JdbcClient jdbc,
            EventProcessingConfiguration processing,
            SegmentClaims segmentClaims,
            DesiredProcessorState desired,
            String node) {
        this.jdbc = jdbc;
        this.processing = processing;
        this.segmentClaims = segmentClaims;
        this.desired = desired;
        this.node = node;
    }

    @Override
    public Set<OperationType> kinds() {
        return Set.of(OperationType.SPLIT, OperationType.MERGE);
    }

    @Override
    public Optional<AdminOperation.Outcome> work(AdminOperation adminOperation) {
        var claims = segmentClaims.of(adminOperation.subject());
        var ids = claims.stream().map(SegmentClaims.Claim::segment).toList();
        if (!ids.stream().map(String::valueOf).toList().equals(adminOperation.detail(SEGMENTS))) {
            return Optional.of(AdminOperation.Outcome.done("Its segments are " + ids + "."));
        }
        if (desired.isPaused(adminOperation.subject())) {
            return Optional.of(AdminOperation.Outcome.refused("It was paused meanwhile; resume it first."));
        }
        var processor = processing.eventProcessor(adminOperation.subject(), StreamingEventProcessor.class);
        if (processor.isEmpty()) {
            return Optional.empty();
        }
        var target = adminOperation.kind() == OperationType.SPLIT
                ? largest(ids)
                : smallest(ids).kept();
        var gone = adminOperation.kind() == OperationType.SPLIT
                ? target
                : smallest(ids).gone();
        if (!isMine(claims, target) || !(isMine(claims, gone) || isReleased(claims, gone, adminOperation))) {
            return Optional.empty();
        }
        var running = adminOperation.kind() == OperationType.SPLIT
                ? processor.get().splitSegment(target)
                : processor.get().mergeSegment(target);
        return awaited(running)
                ? Optional.of(AdminOperation.Outcome.done("Its segments are "
                        + segmentClaims.of(adminOperation.subject()).stream()
                                .map(SegmentClaims.Claim::segment)
                                .toList()
                        + "."))
                : Optional.empty();
    }

    /// Releases the segment that another node is to merge with its own.
    void makeRoom(List<AdminOperation> waiting) {
        Map<String, Integer> left = new HashMap<>();
        for (var adminOperation : waiting) {
            if (adminOperation.kind() != OperationType.MERGE) {
                continue;
            }
            var claims = segmentClaims.of(adminOperation.subject());
            var ids = claims.stream().map(SegmentClaims.Claim::segment).toList();
            if (ids.stream().map(String::valueOf).toList().equals(adminOperation.detail(SEGMENTS))) {
                var pair = smallest(ids);
                if (claims.stream()
                        .anyMatch(claim -> claim.segment() == pair.kept()
                                && claim.owner() != null
                                && !claim.owner().equals(node))) {
                    left.put(adminOperation.subject(), pair.gone());
                }
            }
        }
        desired.merge(waiting.stream()
                .filter(adminOperation -> adminOperation.kind() == OperationType.MERGE)
                .map(AdminOperation::subject)
                .collect(Collectors.toSet()));
        desired.leaveToOthers(left);
        left.forEach((name, segment) -> processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .filter(one -> one.processingStatus().containsKey(segment))
                .ifPresent(one -> SegmentClaims.letGo(one, segment)));
    }

    /// It is unclaimed, and no node will claim it, because every node knows of the operation.
    private boolean isReleased(List<SegmentClaims.Claim> claims, int segment, AdminOperation adminOperation) {
        return claims.stream().anyMatch(claim -> claim.segment() == segment && claim.owner() == null)
                && jdbc.sql("""
                                        select count(*) from engine.node_status
                                        where at > now() - make_interval(secs => ?)
                                            and not jsonb_exists(report -> 'operations', ?)
                                        """)
                                .params(NodeStatusReporter.STALE.toSeconds(), adminOperation.id())
                                .query(Long.class)
                                .single()
                        == 0;
    }

    private boolean isMine(List<SegmentClaims.Claim> claims, int segment) {
        return claims.stream().anyMatch(claim -> claim.segment() == segment && node.equals(claim.owner()));
    }

    static int largest(List<Integer> ids) {
        var all = ids.stream().mapToInt(Integer::intValue).toArray();
        return ids.stream()
                .map(id -> Segment.computeSegment(id, all))
                .min(Comparator.comparingInt(Segment::getMask).thenComparingInt(Segment::getSegmentId))
                .orElseThrow()
                .getSegmentId();
    }

    static Pair smallest(List<Integer> ids) {
        var all = ids.stream().mapToInt(Integer::intValue).toArray();
        var one = ids.stream()
                .map(id -> Segment.computeSegment(id, all))
                .max(Comparator.comparingInt(Segment::getMask).thenComparingInt(Segment::getSegmentId))
                .orElseThrow();
        var other = one.mergeableSegmentId();
        return new Pair(Math.min(one.getSegmentId(), other), Math.max(one.getSegmentId(), other));
    }

    /// If it is not finished in time, the next round sees the result.
    private static boolean awaited(CompletableFuture<Boolean> running) {
        try {
            return running.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isLong() {
        return false;
    }
}
