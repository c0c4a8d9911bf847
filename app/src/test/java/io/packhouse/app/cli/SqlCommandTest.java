package io.packhouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.testing.SharedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class SqlCommandTest {

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
        assertThat(run(empty, "select 1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("No engine is running");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(run("select 1", "--cvs")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Unknown option: '--cvs'");
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) {
        return run(data, arguments);
    }

    private int run(Path folder, String... arguments) {
        var settings = new MockEnvironment().withProperty("packhouse.data", folder.toString());
        var words = Stream.concat(Stream.of("sql"), Stream.of(arguments));
        return new PackhouseCli(settings, printing(out), printing(err), false).run(words.toArray(String[]::new));
    }

    private static PrintStream printing(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
