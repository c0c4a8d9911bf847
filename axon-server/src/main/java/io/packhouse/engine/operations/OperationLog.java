package io.packhouse.engine.operations;

import io.packhouse.shared.api.EncryptedPersonal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The log of admin operations. It is append-only: the engine's login can insert rows and set their
/// outcome, nothing else.
public final class OperationLog {

    private static final TypeReference<Map<String, List<String>>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String node;

    public OperationLog(JdbcClient jdbc, Clock clock, String node) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.node = node;
    }

    /// Returns whether it is new: repeating an id has no effect.
    public boolean add(
            String id,
            OperationType kind,
            String subject,
            Map<String, List<String>> details,
            String actor,
            EncryptedPersonal<String> reason,
            Instant at) {
        return jdbc.sql("""
                                insert into operations.operation_log
                                    (operation_id, kind, subject, details, actor, reason,
                                        requested_at)
                                values (?, ?, ?, cast(? as jsonb), ?, ?, ?)
                                on conflict (operation_id) do nothing
                                """)
                        .params(
                                id,
                                kind.name(),
                                subject,
                                JsonMapper.shared().writeValueAsString(details),
                                actor,
                                reason.toString(),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public Optional<AdminOperation> one(String id) {
        return jdbc.sql("select * from operations.operation_log where operation_id = ?")
                .param(id)
                .query((row, _) -> of(row))
                .optional();
    }

    List<AdminOperation> waiting() {
        return jdbc.sql("select * from operations.operation_log where state = 'WAITING' order by number limit 100")
                .query((row, _) -> of(row))
                .list();
    }

    /// The first result wins; later ones are ignored.
    void end(AdminOperation adminOperation, AdminOperation.Outcome outcome) {
        jdbc.sql("""
                        update operations.operation_log
                        set state = ?, outcome = ?, node = ?, ended_at = ?
                        where operation_id = ? and state = 'WAITING'
                        """)
                .params(
                        outcome.done() ? "DONE" : "REFUSED",
                        outcome.text(),
                        node,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        adminOperation.id())
                .update();
    }

    /// A later request for the same processor replaces those still waiting.
    void supersede(String subject, String by) {
        jdbc.sql("""
                        update operations.operation_log
                        set state = 'REFUSED', outcome = ?, ended_at = ?
                        where subject = ? and kind in ('PAUSE', 'RESUME') and state = 'WAITING'
                            and operation_id <> ?
                        """)
                .params(
                        "Superseded by " + by + " before it was executed.",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        subject,
                        by)
                .update();
    }

    /// Maps a row of operations.operation_log.
    public static AdminOperation of(ResultSet row) throws SQLException {
        return new AdminOperation(
                row.getString("operation_id"),
                row.getLong("number"),
                OperationType.valueOf(row.getString("kind")),
                row.getString("subject"),
                JsonMapper.shared().readValue(row.getString("details"), DETAILS),
                row.getString("actor"),
                EncryptedPersonal.parse(row.getString("reason")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                AdminOperation.State.valueOf(row.getString("state")),
                row.getString("outcome"),
                row.getString("node"),
                instant(row.getObject("ended_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
