package io.packhouse.app.maintenance.store;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.engine.eventstore.Failpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Copies the rows of a table as PostgreSQL's text format, with few of them in memory. Text,
/// because its format is the same in every version and on every machine.
public record TableCopy(CopyManager copies, Progress progress) {

    public static TableCopy on(Connection connection, Progress progress) throws SQLException {
        return new TableCopy(connection.unwrap(PGConnection.class).getCopyAPI(), progress);
    }

    /// Returns the number of written rows.
    public long out(TableCatalog.Table table, OutputStream target) throws IOException {
        try {
            var copy = copies.copyOut(table.copyOut());
            var rows = 0L;
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                target.write(row);
                rows++;
                progress.step(1);
            }
            return rows;
        } catch (SQLException e) {
            throw new MaintenanceException("%s cannot be read: %s".formatted(table.name(), e.getMessage()));
        }
    }

    /// Returns the number of loaded rows.
    public long in(TableCatalog.Table table, InputStream source) throws SQLException, IOException {
        var copy = copies.copyIn(table.copyIn());
        try {
            var buffer = new byte[1 << 16];
            for (var read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                copy.writeToCopy(buffer, 0, read);
                progress.step(read);
            }
            var rows = copy.endCopy();
            Failpoint.reached("archive.loaded");
            return rows;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
