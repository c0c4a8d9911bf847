package io.packhouse.analytics.query.export;

import io.packhouse.analytics.api.ExportId;
import io.packhouse.analytics.query.report.Period;
import io.packhouse.engine.datadirectory.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The requested exports, their progress and their files.
@Component
class ExportStore {

    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Path folder;

    ExportStore(JdbcClient jdbc, Clock clock, DataDirectory data) {
        this.jdbc = jdbc;
        this.clock = clock;
        folder = data.shared().resolve("exports");
    }

    /// Whether it is new: the same id twice is one export.
    boolean request(ExportId id, String table, ExportFormat format, String actor, Instant at) {
        return jdbc.sql("""
                                insert into engine.export (export_id, table_name, format,
                                    requested_by, status, requested_at, changed_at, expires_at)
                                values (?, ?, ?, ?, 'WAITING', ?, ?, ?)
                                on conflict (export_id) do nothing
                                """)
                        .params(
                                id.value(),
                                table,
                                format.name(),
                                actor,
                                Period.utc(at),
                                Period.utc(at),
                                Period.utc(at.plus(KEPT)))
                        .update()
                == 1;
    }

    /// The number of attempts, this one included; empty when the export was deleted.
    Optional<Integer> begin(ExportId id) {
        return jdbc.sql("""
                        update engine.export
                        set status = 'RUNNING', rows_done = 0, started_at = ?, changed_at = ?,
                            attempts = attempts + 1
                        where export_id = ? and status in ('WAITING', 'RUNNING')
                        returning attempts
                        """)
                .params(now(), now(), id.value())
                .query(Integer.class)
                .optional();
    }

    void advance(ExportId id, long rows, @Nullable Long total) {
        jdbc.sql("""
                        update engine.export
                        set rows_done = ?, rows_total = coalesce(cast(? as bigint), rows_total),
                            changed_at = ?
                        where export_id = ?
                        """).params(rows, total, now(), id.value()).update();
    }

    void end(ExportId id, @Nullable Long bytes, @Nullable String failure) {
        jdbc.sql("""
                        update engine.export
                        set status = ?, bytes = ?, failure = ?, changed_at = ?
                        where export_id = ?
                        """)
                .params(failure == null ? "DONE" : "FAILED", bytes, failure, now(), id.value())
                .update();
    }

    void delete(ExportId id, ExportFormat format) throws IOException {
        Files.deleteIfExists(file(id, format));
        Files.deleteIfExists(Path.of(file(id, format) + ".part"));
        jdbc.sql("delete from engine.export where export_id = ?")
                .param(id.value())
                .update();
    }

    Optional<ExportView> one(ExportId id) {
        return jdbc.sql("select * from engine.export where export_id = ? and expires_at > ?")
                .params(id.value(), now())
                .query((row, _) -> view(row))
                .optional();
    }

    Path file(ExportId id, ExportFormat format) {
        try {
            if (Files.notExists(folder)) {
                var mine = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mine));
            }
            return folder.resolve(id.value() + "." + format.ending());
        } catch (IOException e) {
            throw new UncheckedIOException("The exports have no folder.", e);
        }
    }

    private OffsetDateTime now() {
        return Period.utc(clock.instant());
    }

    private static ExportView view(ResultSet row) throws SQLException {
        var id = row.getString("export_id");
        var status = row.getString("status");
        var rows = row.getLong("rows_done");
        var total = number(row, "rows_total");
        var rate = rate(row, rows);
        var left = total == null || rate == null || rate == 0 ? null : (total - rows) / rate;
        var done = status.equals("DONE");
        return new ExportView(
                id,
                row.getString("table_name"),
                row.getString("format"),
                status,
                done ? Long.valueOf(100) : percent(rows, total),
                rows,
                total,
                rate,
                status.equals("RUNNING") ? left : null,
                number(row, "bytes"),
                row.getString("failure"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                done ? URI.create("/api/v1/exports/" + id + "/file") : null);
    }

    private static @Nullable Long percent(long rows, @Nullable Long total) {
        return total == null || total == 0 ? null : 100 * rows / total;
    }

    private static @Nullable Long rate(ResultSet row, long rows) throws SQLException {
        var started = row.getObject("started_at", OffsetDateTime.class);
        if (started == null) {
            return null;
        }
        var changed = row.getObject("changed_at", OffsetDateTime.class);
        var millis = Duration.between(started, changed).toMillis();
        return millis <= 0 ? null : 1_000 * rows / millis;
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
