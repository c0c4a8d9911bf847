package io.packhouse.app.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.testing.SharedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlMainTest {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Path data = SharedEngine.shared().bean(DataDirectory.class).path();

    @Test
    void printsATable() {
        assertThat(run("select day, iso_weekday from calendar where day = '2026-11-21'"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("""
                        day         iso_weekday
                        ----------  -----------
                        2026-11-21  6
                        """);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 rows");
    }

    @Test
    void printsCsv() {
        assertThat(run("select 'a,b' as text, null as nothing", "--csv")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("text,nothing\r\n\"a,b\",\r\n");
    }

    @Test
    void printsWhyAStatementIsForbidden() {
        assertThat(run("select * from read.customer_order")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("permission denied");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void printsThatNoEngineRuns(@TempDir Path empty) {
        assertThat(main().run(empty, List.of("select 1"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No engine is running");
    }

    private int run(String... arguments) {
        return main().run(data, List.of(arguments));
    }

    private SqlMain main() {
        return new SqlMain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
