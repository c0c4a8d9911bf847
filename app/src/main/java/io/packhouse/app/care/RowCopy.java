package io.packhouse.app.care;

import io.packhouse.engine.store.Failpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The rows of a table as PostgreSQL's own text, out and in, never more than a few at a time in
/// memory. Text, because its form is the same in every version and on every machine.
record RowCopy(CopyManager copies, Progress progress) {

    static RowCopy on(Connection connection, Progress progress) throws SQLException {
        return new RowCopy(connection.unwrap(PGConnection.class).getCopyAPI(), progress);
    }

    /// How many rows were written.
    long out(Tables.Table table, OutputStream target) throws IOException {
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
            throw new CareRefused("%s cannot be read: %s".formatted(table.name(), e.getMessage()));
        }
    }

    /// How many rows were loaded.
    long in(Tables.Table table, InputStream source) throws SQLException, IOException {
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
