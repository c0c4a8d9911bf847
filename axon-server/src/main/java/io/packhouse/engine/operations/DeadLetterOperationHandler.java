package io.packhouse.engine.operations;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.processor.SegmentClaims;
import io.packhouse.engine.projection.DeadLetterRetry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Retries dead letters, or dismisses them permanently.
final class DeadLetterOperationHandler implements OperationHandler {

    private static final String GIVE_UP = """
            with given as (
                delete from engine.dead_letter_entry where dead_letter_identifier = ?
                returning *)
            insert into operations.dismissed_dead_letter
                (dead_letter_id, operation_id, group_name, sequence, event_id, event_name, stream,
                stream_number, cause, payload, enqueued_at, dismissed_at)
            select dead_letter_identifier, ?, processing_group, sequence_identifier,
                event_identifier, payload_type, aggregate_identifier, sequence_number,
                coalesce(cause_type || ': ' || cause_message, ''), convert_from(payload, 'UTF8'),
                enqueued_at, ?
            from given
            """;

    private final JdbcClient jdbc;
    private final TransactionManager transactions;
    private final DeadLetterRetry deadLetters;
    private final DesiredProcessorState desired;
    private final SegmentClaims segmentClaims;
    private final Clock clock;

    private record First(String groupName, String eventId) {}

    DeadLetterOperationHandler(
            JdbcClient jdbc,
            TransactionManager transactions,
            DeadLetterRetry deadLetters,
            DesiredProcessorState desired,
            SegmentClaims segmentClaims,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.desired = desired;
        this.segmentClaims = segmentClaims;
        this.clock = clock;
    }

    @Override
    public Set<OperationType> kinds() {
        return Set.of(OperationType.RETRY_DEAD_LETTERS, OperationType.DISMISS_DEAD_LETTERS);
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public Optional<AdminOperation.Outcome> work(AdminOperation adminOperation) {
        if (adminOperation.kind() == OperationType.RETRY_DEAD_LETTERS) {
            return retried(firsts(adminOperation));
        }
        if (deadLetters.retry(adminOperation.subject(), Set.of()).isEmpty()
                && segmentClaims.hasOwner(adminOperation.subject())) {
            return Optional.empty();
        }
        if (desired.isPaused(adminOperation.subject())) {
            return Optional.of(
                    AdminOperation.Outcome.refused(adminOperation.subject() + " is paused; resume it first."));
        }
        adminOperation.detail("deadLetters").forEach(deadLetter -> dismiss(deadLetter, adminOperation));
        var dismissed = jdbc.sql("select count(*) from operations.dismissed_dead_letter where operation_id = ?")
                .param(adminOperation.id())
                .query(Integer.class)
                .single();
        return retried(behind(adminOperation))
                .map(rest -> new AdminOperation.Outcome(
                        dismissed == adminOperation.detail("deadLetters").size(),
                        "%s of %s dead letters dismissed. Next events: %s"
                                .formatted(
                                        dismissed,
                                        adminOperation.detail("deadLetters").size(),
                                        rest.text())));
    }

    private void dismiss(String deadLetter, AdminOperation adminOperation) {
        transactions.executeInTransaction(() -> jdbc.sql(GIVE_UP)
                .params(deadLetter, adminOperation.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    private List<First> firsts(AdminOperation adminOperation) {
        var sql = new StringBuilder("select group_name, event_id from operations.dead_letter");
        sql.append(" where is_first");
        var values = new ArrayList<String>();
        Map.of("group", "group_name", "cause", "cause_id", "sequence", "sequence")
                .forEach((name, column) -> adminOperation.detail(name).forEach(value -> {
                    sql.append(" and " + column + " = ?");
                    values.add(value);
                }));
        return jdbc.sql(sql.toString()).params(values).query(First.class).list();
    }

    /// The first dead letters of its sequences now.
    private List<First> behind(AdminOperation adminOperation) {
        return jdbc.sql("""
                        select group_name, event_id from operations.dead_letter l
                        where is_first and group_name = ? and exists (
                            select 1 from operations.dismissed_dead_letter d where d.operation_id = ?
                                and d.group_name = l.group_name and d.sequence = l.sequence)
                        """)
                .params(adminOperation.subject(), adminOperation.id())
                .query(First.class)
                .list();
    }

    /// Empty when this node does not have one of the groups.
    private Optional<AdminOperation.Outcome> retried(List<First> firsts) {
        var handled = 0;
        var failed = 0;
        var left = new ArrayList<String>(); // Paused, or of a removed projection.
        var groups = firsts.stream().collect(groupingBy(First::groupName, mapping(First::eventId, toSet())));
        for (var group : groups.entrySet()) {
            if (desired.isPaused(group.getKey())) {
                left.add(group.getKey());
                continue;
            }
            var tally = deadLetters.retry(group.getKey(), group.getValue());
            if (tally.isEmpty()) {
                if (segmentClaims.hasOwner(group.getKey())) {
                    return Optional.empty();
                }
                left.add(group.getKey());
                continue;
            }
            handled += tally.get().handled();
            failed += tally.get().failed();
        }
        var text = "%s sequences processed, %s failed again.".formatted(handled, failed);
        return Optional.of(new AdminOperation.Outcome(
                failed == 0 && left.isEmpty(),
                left.isEmpty() ? text : text + " Skipped, because paused or removed: " + left));
    }
}
