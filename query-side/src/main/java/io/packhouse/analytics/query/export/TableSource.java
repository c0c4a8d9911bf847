package io.packhouse.analytics.query.export;

import io.packhouse.analytics.query.export.TableFile.Column;
import io.packhouse.analytics.query.export.TableFile.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the analysts' tables through a cursor, each in one snapshot.
@Component
class TableSource {

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource reader;

    /// Receives the progress of a copy: first the number of rows.
    interface Progress {
        void total(long rows);

        void done(long rows);
    }

    TableSource(@Qualifier("readerDataSource") DataSource reader) {
        this.reader = reader;
    }

    Set<String> tables() {
        return new TreeSet<>(JdbcClient.create(reader)
                .sql("select viewname from pg_views where schemaname = 'analytics'")
                .query(String.class)
                .list());
    }

    /// `table` must be one of [#tables()].
    void copy(String table, Opening opening, Progress progress) throws SQLException, IOException {
        try (var connection = reader.getConnection()) {
            var was = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                progress.total(count(connection, table));
                copy(connection, table, opening, progress::done);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(was);
                connection.setAutoCommit(true);
            }
        }
    }

    interface Opening {
        TableFile open(List<Column> columns) throws IOException;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from analytics." + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void copy(Connection connection, String table, Opening opening, LongConsumer done)
            throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var rows = statement.executeQuery("select * from analytics." + table)) {
                var columns = columns(rows.getMetaData());
                var count = 0L;
                try (var file = opening.open(columns)) {
                    while (rows.next()) {
                        file.write(row(rows, columns));
                        count++;
                        if (count % ROWS_AT_ONCE == 0) {
                            done.accept(count);
                        }
                    }
                }
                done.accept(count);
            }
        }
    }

    private static List<Column> columns(ResultSetMetaData about) throws SQLException {
        var columns = new ArrayList<Column>();
        for (var i = 1; i <= about.getColumnCount(); i++) {
            columns.add(new Column(about.getColumnName(i), kind(about, i)));
        }
        return columns;
    }

    private static Kind kind(ResultSetMetaData about, int column) throws SQLException {
        return switch (about.getColumnType(column)) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC -> Kind.NUMBER;
            case Types.BIT, Types.BOOLEAN -> Kind.TRUTH;
            case Types.DATE -> Kind.DAY;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
            default -> Kind.TEXT;
        };
    }

    private static List<@Nullable Object> row(ResultSet rows, List<Column> columns) throws SQLException {
        var row = new ArrayList<@Nullable Object>(columns.size());
        for (var i = 0; i < columns.size(); i++) {
            row.add(value(rows, i + 1, columns.get(i).kind()));
        }
        return row;
    }

    private static @Nullable Object value(ResultSet rows, int column, Kind kind) throws SQLException {
        return switch (kind) {
            case TEXT -> rows.getString(column);
            case NUMBER -> {
                var number = rows.getLong(column);
                yield rows.wasNull() ? null : number;
            }
            case TRUTH -> {
                var truth = rows.getBoolean(column);
                yield rows.wasNull() ? null : truth;
            }
            case DAY -> rows.getObject(column, LocalDate.class);
            case INSTANT -> {
                var at = rows.getObject(column, OffsetDateTime.class);
                yield at == null ? null : at.toInstant();
            }
        };
    }
}
