package io.packhouse.engine.idempotency;

import static io.packhouse.engine.idempotency.IdempotencyRefusal.KEY_IN_FLIGHT;
import static io.packhouse.engine.idempotency.IdempotencyRefusal.KEY_REUSED;

import io.packhouse.engine.commandhandling.CommandResult;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The outcomes of requests with an Idempotency-Key. The embedded event store writes the row in the
/// transaction of the events, so it is exact; while a request is running, an advisory lock takes the place of the
/// missing row.
public class IdempotencyStore {

    public static final Duration KEPT = Duration.ofDays(7);

    private static final String FIND = """
            select body_hash, stream_id as stream, version, position, events, refusal
            from engine.idempotent_request where key_hash = ?""";
    private static final String INSERT = """
            insert into engine.idempotent_request
            (key_hash, body_hash, stream_id, version, position, events, refusal, at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    private record Row(
            String bodyHash,
            String stream,
            long version,
            long position,
            String events,
            @Nullable String refusal) {}

    public IdempotencyStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// Inside the command's transaction: the outcome of the same request, if it has one.
    public Optional<CommandResult> claim(String key, String bodyHash) {
        var free = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 20))")
                .param(key)
                .query(Boolean.class)
                .single();
        if (!free) {
            throw new CommandRejectedException(KEY_IN_FLIGHT);
        }
        return find(key, bodyHash);
    }

    /// The outcome of the same request, if it has one; a refusal is thrown again.
    public Optional<CommandResult> find(String key, String bodyHash) {
        return jdbc.sql(FIND).param(key).query(Row.class).optional().map(row -> outcome(row, bodyHash));
    }

    /// The request of that key, to be answered now.
    public IdempotentRequest request(String key, String bodyHash) {
        return new IdempotentRequest(key, bodyHash, clock.instant());
    }

    /// Inside the command's transaction, after its events are stored: the row of a request whose events
    /// were stored without it, or that had none.
    public void done(IdempotentRequest request, CommandResult outcome) {
        var stream = outcome.stream() == null ? "" : outcome.stream();
        insert(
                List.of(request.keyHash(), request.bodyHash(), stream, outcome.version(), outcome.position()),
                String.join(",", outcome.events()),
                null);
    }

    /// In a separate transaction, because the command's was rolled back.
    public void refused(String key, String bodyHash, CommandRejectedException.Answer answer) {
        if (!answer.code().equals(KEY_IN_FLIGHT.name())) {
            insert(List.of(key, bodyHash, "", -1L, -1L), "", json.writeValueAsString(answer));
        }
    }

    /// Deletes rows older than [#KEPT].
    public int prune() {
        return jdbc.sql("delete from engine.idempotent_request where at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void insert(List<Object> row, String events, @Nullable String refusal) {
        jdbc.sql(INSERT)
                .params(row)
                .param(events)
                .param(refusal)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private CommandResult outcome(Row row, String bodyHash) {
        if (!row.bodyHash().equals(bodyHash)) {
            throw new CommandRejectedException(KEY_REUSED);
        }
        if (row.refusal() != null) {
            throw new CommandRejectedException(json.readValue(row.refusal(), CommandRejectedException.Answer.class));
        }
        var events = Arrays.stream(row.events().split(",", -1))
                .filter(e -> !e.isEmpty())
                .toList();
        return CommandResult.again(row.stream(), row.version(), row.position(), events);
    }
}
