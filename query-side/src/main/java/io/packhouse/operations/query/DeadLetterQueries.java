package io.packhouse.operations.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.processor.ProcessorStatusQueries;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Queries of dead letters, by cause and one by one.
@Component
class DeadLetterQueries {

    /// The filter columns, in the order of their names.
    private static final Map<String, String> COLUMNS =
            Map.of("cause", "cause_id", "group", "group_name", "sequence", "sequence");

    private static final KeysetQuery<CauseView> CAUSES = new KeysetQuery<>(
            "select * from operations.dead_letter_cause where true",
            "sort_key",
            text -> text,
            false,
            (row, _) -> cause(row),
            view -> view.group() + " " + view.cause());

    private static final KeysetQuery<DismissedView> DISMISSED =
            new KeysetQuery<>("""
                    select d.*, a.actor, a.reason from operations.dismissed_dead_letter d
                    join operations.operation_log a using (operation_id) where true\
                    """, "d.number", Long::valueOf, true, (row, _) -> dismissed(row), DismissedView::number);

    private final JdbcClient jdbc;
    private final PersonalDataCipher personalDataCipher;
    private final KeysetQuery<DeadLetterView> deadLetters;

    /// Dead letters with the same cause: `message` is without ids, numbers and values.
    /// `deadLetters` includes those that wait behind the first of their sequence.
    record CauseView(
            String group,
            String cause,
            String type,
            String message,
            long sequences,
            long deadLetters,
            int attempts,
            Instant firstSeenAt,
            Instant lastSeenAt,
            String href) {}

    /// One dead letter. `error` is null while it only waits behind an earlier one; `payload` and
    /// `metadata` are as stored: encrypted data stays encrypted.
    record DeadLetterView(
            String id,
            @com.fasterxml.jackson.annotation.JsonIgnore String sortKey,
            String group,
            String cause,
            String sequence,
            boolean first,
            long position,
            String eventId,
            String event,
            @Nullable String stream,
            @Nullable Long streamNumber,
            String eventAt,
            int attempts,
            @Nullable String error,
            Instant enqueuedAt,
            Instant touchedAt,
            @JsonRawValue String payload,
            @JsonRawValue @Nullable String metadata) {}

    /// A dismissed dead letter, with actor and reason.
    record DismissedView(
            String id,
            long number,
            String operationId,
            String actor,
            @Nullable String reason,
            String group,
            String sequence,
            String eventId,
            String event,
            @Nullable String stream,
            @Nullable String error,
            Instant dismissedAt,
            @JsonRawValue String payload) {

        DismissedView withReason(@Nullable String opened) {
            return new DismissedView(
                    id,
                    number,
                    operationId,
                    actor,
                    opened,
                    group,
                    sequence,
                    eventId,
                    event,
                    stream,
                    error,
                    dismissedAt,
                    payload);
        }
    }

    DeadLetterQueries(
            @Qualifier("readerDataSource") DataSource reader,
            ProcessorStatusQueries processorStatusQueries,
            PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.personalDataCipher = personalDataCipher;
        deadLetters = new KeysetQuery<>(
                "select * from operations.dead_letter where true",
                "sort_key",
                text -> text,
                false,
                (row, _) -> deadLetter(row, processorStatusQueries),
                DeadLetterView::sortKey);
    }

    KeysetPage<CauseView> causes(KeysetPageRequest keysetPageRequest, Map<String, String> filter) {
        return CAUSES.read(jdbc, keysetPageRequest, condition(filter), values(filter));
    }

    KeysetPage<DeadLetterView> deadLetters(KeysetPageRequest keysetPageRequest, Map<String, String> filter) {
        return deadLetters.read(jdbc, keysetPageRequest, condition(filter), values(filter));
    }

    KeysetPage<DismissedView> dismissed(KeysetPageRequest keysetPageRequest) {
        var texts = personalDataCipher.texts();
        return DISMISSED
                .read(jdbc, keysetPageRequest, "", List.of())
                .map(view -> view.withReason(texts.open(view.reason())));
    }

    /// The ids of the first dead letter of each sequence.
    List<String> firsts(Map<String, String> filter) {
        return jdbc.sql("select dead_letter_id from operations.dead_letter where is_first"
                        + condition(filter)
                        + " order by sort_key")
                .params(values(filter))
                .query(String.class)
                .list();
    }

    private static String condition(Map<String, String> filter) {
        var condition = new StringBuilder();
        filter.keySet().forEach(name -> condition.append(" and " + COLUMNS.get(name) + " = ?"));
        return condition.toString();
    }

    private static List<@Nullable Object> values(Map<String, String> filter) {
        return new ArrayList<>(filter.values());
    }

    private static CauseView cause(ResultSet row) throws SQLException {
        var group = row.getString("group_name");
        var cause = row.getString("cause_id");
        return new CauseView(
                group,
                cause,
                row.getString("cause_type"),
                row.getString("cause"),
                row.getLong("sequences"),
                row.getLong("dead_letters"),
                row.getInt("attempts"),
                instant(row, "first_seen_at"),
                instant(row, "last_seen_at"),
                "%s?cause=%s&group=%s".formatted(DeadLetterEndpoint.PATH, cause, group));
    }

    private static DeadLetterView deadLetter(ResultSet row, ProcessorStatusQueries processorStatusQueries)
            throws SQLException {
        var type = row.getString("own_cause_type");
        return new DeadLetterView(
                row.getString("dead_letter_id"),
                row.getString("sort_key"),
                row.getString("group_name"),
                row.getString("cause_id"),
                row.getString("sequence"),
                row.getBoolean("is_first"),
                processorStatusQueries.position(row.getBytes("token"), row.getString("token_type")),
                row.getString("event_id"),
                row.getString("event_name"),
                row.getString("stream"),
                row.getObject("stream_number", Long.class),
                row.getString("event_at"),
                row.getInt("attempts"),
                type == null ? null : type + ": " + row.getString("own_cause_message"),
                instant(row, "enqueued_at"),
                instant(row, "touched_at"),
                row.getString("payload"),
                row.getString("metadata"));
    }

    private static DismissedView dismissed(ResultSet row) throws SQLException {
        return new DismissedView(
                row.getString("dead_letter_id"),
                row.getLong("number"),
                row.getString("operation_id"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("group_name"),
                row.getString("sequence"),
                row.getString("event_id"),
                row.getString("event_name"),
                row.getString("stream"),
                row.getString("cause"),
                instant(row, "dismissed_at"),
                row.getString("payload"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
