package io.packhouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.RunningEngine;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// `docs/data-dictionary.md`: every table that analysts can read, as the comments in the database
/// explain it. What has no comment has no place here.
class DataDictionaryPageTest {

    private static final String TABLES =
            """
            select c.relname as name, coalesce(obj_description(c.oid), '') as sentence
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'analytics' order by 1
            """;
    private static final String COLUMNS =
            """
            select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                coalesce(col_description(a.attrelid, a.attnum), '') as sentence
            from pg_attribute a
            where a.attrelid = ('analytics.' || ?)::regclass and a.attnum > 0
            order by a.attnum
            """;

    final JdbcClient jdbc = RunningEngine.shared().jdbc();

    record Table(String name, String sentence) {}

    record Column(String name, String type, String sentence) {}

    @Test
    void isWhatTheCommentsSay() throws IOException {
        var tables = jdbc.sql(TABLES).query(Table.class).list();
        assertThat(tables).extracting(Table::sentence).doesNotContain("");
        GeneratedPage.mustBe(
                "data-dictionary.md",
                """
                # Data dictionary

                Made from the comments in the database by a test; do not edit. Schema `analytics`, role
                `packhouse_analyst`: it can read these tables and nothing else, thirty seconds a question.
                Amounts are whole minor units of the currency beside them (cents for EUR), instants are
                UTC, days are UTC days. Names and meanings change only with a note here. Questions with
                their SQL: [analyst-questions.md](analyst-questions.md).
                """
                        + tables.stream().map(this::table).collect(Collectors.joining()));
    }

    private String table(Table table) {
        List<Column> columns = jdbc.sql(COLUMNS).param(table.name()).query(Column.class).list();
        assertThat(columns).extracting(Column::sentence).as(table.name()).doesNotContain("");
        return "\n## %s\n\n%s\n\n| column | type | meaning |\n| - | - | - |\n"
                        .formatted(table.name(), table.sentence())
                + columns.stream().map(DataDictionaryPageTest::row).collect(Collectors.joining());
    }

    private static String row(Column column) {
        return "| `%s` | %s | %s |\n".formatted(column.name(), column.type(), column.sentence());
    }
}
