package io.packhouse.operations.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.packhouse.engine.eventlog.StoredEventReader;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.operations.OperationType;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.validation.Valid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Parked sagas: processes that wait because one of their events keeps failing.
@RestController
@RequestMapping(ParkedSagaEndpoint.PATH)
class ParkedSagaEndpoint {

    static final String PATH = "/api/v1/operations/parked-sagas";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern ORDER = Pattern.compile("ord_[0-9a-z]{26}");

    private static final KeysetQuery<ParkedView> LIST = new KeysetQuery<>(
            "select * from operations.parked_saga where true",
            "first_id",
            Long::valueOf,
            false,
            (row, _) -> view(row),
            ParkedView::number);

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final StoredEventReader stored;
    private final OperationRequests operations;

    /// A saga and its error; `orderPage` is the page of its order.
    record ParkedView(
            String sagaId,
            String sagaType,
            long number,
            long events,
            String cause,
            int attempts,
            Instant parkedAt,
            Instant nextTryAt,
            @Nullable String orderPage) {}

    /// A waiting event; `payload` is as stored: encrypted data stays encrypted.
    record WaitingEvent(
            String eventId,
            @Nullable String event,
            @Nullable Instant eventAt,
            String stream,
            long streamNumber,
            String cause,
            int attempts,
            Instant parkedAt,
            Instant nextTryAt,
            @JsonRawValue @Nullable String payload) {

        WaitingEvent as(Optional<StoredEventReader.StoredEvent> recorded) {
            return recorded.map(event -> new WaitingEvent(
                            eventId,
                            event.name(),
                            event.at(),
                            stream,
                            streamNumber,
                            cause,
                            attempts,
                            parkedAt,
                            nextTryAt,
                            event.payload()))
                    .orElse(this);
        }
    }

    /// All details: the saga's state, its associations, and its waiting events in order.
    record ParkedSagaDetails(
            ParkedView saga,
            @JsonRawValue String associations,
            @JsonRawValue @Nullable String state,
            List<WaitingEvent> waiting) {

        ParkedSagaDetails with(List<WaitingEvent> events) {
            return new ParkedSagaDetails(saga, associations, state, events);
        }
    }

    ParkedSagaEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            StoredEventReader stored,
            OperationRequests operations) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.stored = stored;
        this.operations = operations;
    }

    /// All parked sagas, the longest parked first.
    @GetMapping
    @RequiresScope("operations")
    KeysetPage<ParkedView> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return LIST.read(jdbc, KeysetPageRequest.of(cursorCodec, PATH, Map.of(), limit, cursor), "", List.of());
    }

    @GetMapping("/{id}")
    @RequiresScope("operations")
    ParkedSagaDetails story(@PathVariable String id) {
        return jdbc.sql("select * from operations.parked_saga where saga_id = ?")
                .param(id)
                .query((row, _) -> new ParkedSagaDetails(
                        view(row), row.getString("associations"), row.getString("state"), List.of()))
                .optional()
                .map(story -> story.with(waiting(id)))
                .orElseThrow(() -> unknown(id));
    }

    /// Redelivers the waiting events now: 200 with the result when it is known within five seconds,
    /// 202 otherwise.
    @PostMapping("/{id}/resume")
    @RequiresScope("operations:write")
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> resume(
            @PathVariable String id, @Valid @RequestBody OperationRequests.ReasonBody body, Caller caller) {
        var type = jdbc.sql("select saga_type from operations.parked_saga where saga_id = ?")
                .param(id)
                .query(String.class)
                .optional();
        if (type.isEmpty() && !operations.isKnown(caller)) {
            throw unknown(id);
        }
        return operations.submit(
                OperationType.RESUME_SAGA,
                id,
                Map.of("sagaType", type.stream().toList()),
                body.reason(),
                caller,
                PATIENCE);
    }

    private List<WaitingEvent> waiting(String sagaId) {
        return jdbc
                .sql("select * from operations.parked_event where saga_id = ? order by id")
                .param(sagaId)
                .query((row, _) -> waiting(row))
                .list()
                .stream()
                .map(event -> event.as(stored.one(event.stream(), event.streamNumber())))
                .toList();
    }

    private static WaitingEvent waiting(ResultSet row) throws SQLException {
        return new WaitingEvent(
                row.getString("event_id"),
                null,
                null,
                row.getString("stream"),
                row.getLong("stream_number"),
                row.getString("cause"),
                row.getInt("attempts"),
                DeadLetterQueries.instant(row, "parked_at"),
                DeadLetterQueries.instant(row, "next_try_at"),
                null);
    }

    private static ParkedView view(ResultSet row) throws SQLException {
        var order = ORDER.matcher(row.getString("associations"));
        return new ParkedView(
                row.getString("saga_id"),
                row.getString("saga_type"),
                row.getLong("first_id"),
                row.getLong("events"),
                row.getString("cause"),
                row.getInt("attempts"),
                DeadLetterQueries.instant(row, "parked_at"),
                DeadLetterQueries.instant(row, "next_try_at"),
                order.find() ? "/orders/" + order.group() : null);
    }

    private static CommandRejectedException unknown(String id) {
        return new CommandRejectedException(OperationsRefusal.UNKNOWN_SAGA, Map.of("sagaId", id));
    }
}
