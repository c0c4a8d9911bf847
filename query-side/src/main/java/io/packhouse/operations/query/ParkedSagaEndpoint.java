package io.packhouse.operations.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.operations.ActKind;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.store.StoredEvents;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.Refused;
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

/// Processes that wait because one of their events keeps failing.
@RestController
@RequestMapping(ParkedSagaEndpoint.PATH)
class ParkedSagaEndpoint {

    static final String PATH = "/api/v1/operations/parked-sagas";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern ORDER = Pattern.compile("ord_[0-9a-z]{26}");

    private static final Keyset<ParkedView> LIST =
            new Keyset<>(
                    "select * from operations.parked_saga where true",
                    "first_id",
                    Long::valueOf,
                    false,
                    (row, _) -> view(row),
                    ParkedView::number);

    private final JdbcClient jdbc;
    private final Cursors cursors;
    private final StoredEvents stored;
    private final ActDesk desk;

    /// A saga and what keeps it; `orderPage` is where its order can be looked at.
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

    /// An event that waits; `payload` is as stored: what is sealed stays sealed.
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

        WaitingEvent as(Optional<StoredEvents.Told> recorded) {
            return recorded.map(
                            event ->
                                    new WaitingEvent(
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

    /// The whole story: what it knows, by what events find it, and what waits, in order.
    record Story(
            ParkedView saga,
            @JsonRawValue String associations,
            @JsonRawValue @Nullable String state,
            List<WaitingEvent> waiting) {

        Story with(List<WaitingEvent> events) {
            return new Story(saga, associations, state, events);
        }
    }

    ParkedSagaEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            Cursors cursors,
            StoredEvents stored,
            ActDesk desk) {
        jdbc = JdbcClient.create(reader);
        this.cursors = cursors;
        this.stored = stored;
        this.desk = desk;
    }

    /// All of them, longest parked first.
    @GetMapping
    @Requires("operations")
    Listing<ParkedView> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return LIST.read(jdbc, Pages.of(cursors, PATH, Map.of(), limit, cursor), "", List.of());
    }

    @GetMapping("/{id}")
    @Requires("operations")
    Story story(@PathVariable String id) {
        return jdbc.sql("select * from operations.parked_saga where saga_id = ?")
                .param(id)
                .query(
                        (row, _) ->
                                new Story(
                                        view(row),
                                        row.getString("associations"),
                                        row.getString("state"),
                                        List.of()))
                .optional()
                .map(story -> story.with(waiting(id)))
                .orElseThrow(() -> unknown(id));
    }

    /// Hands it its events now, and answers what came of it: 200 when that is known within five
    /// seconds, 202 otherwise.
    @PostMapping("/{id}/resume")
    @Requires("operations:write")
    @Keyed
    ResponseEntity<ActView> resume(
            @PathVariable String id, @Valid @RequestBody ActDesk.Why body, Caller caller) {
        var type =
                jdbc.sql("select saga_type from operations.parked_saga where saga_id = ?")
                        .param(id)
                        .query(String.class)
                        .optional();
        if (type.isEmpty() && !desk.isKnown(caller)) {
            throw unknown(id);
        }
        return desk.ask(
                ActKind.RESUME_SAGA,
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

    private static Refused unknown(String id) {
        return new Refused(OperationsRefusal.UNKNOWN_SAGA, Map.of("sagaId", id));
    }
}
