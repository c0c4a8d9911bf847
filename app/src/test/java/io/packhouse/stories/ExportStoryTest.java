package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import de.siegmar.fastcsv.reader.CsvReader;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every table for analysts as a file in every format, read back with another library and compared
/// with the table. A row is the text of its columns, without those that are null.
class ExportStoryTest {

    private static final String EVIL = "=HYPERLINK(\"http://evil.example\")";

    private static final String KEY = "Idempotency-Key";

    @TempDir
    static Path folder;

    static RunningEngine engine;

    @BeforeAll
    static void trade() {
        engine = RunningEngine.start(folder.resolve("engine"));
        var shop = new Shop(engine);
        var pack = shop.pack(shop.stock(10));
        shop.pay(shop.order(engine.buyer(1), "FULL", 1, pack), "FULL");
        var drafted = shop.staff()
                .post(
                        "/api/v1/packs",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "kind",
                                        "STARTER",
                                        "name",
                                        EVIL,
                                        "sku",
                                        "EVIL-1",
                                        "taxClass",
                                        "STANDARD",
                                        "contents",
                                        Map.of())));
        assertThat(drafted.status()).as(drafted.text()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.jdbc()
                                .sql("select count(*) from analytics.packs, analytics.customers")
                                .query(Long.class)
                                .single()
                        == 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        engine.bean(ProjectionProgress.class).lags().stream().allMatch(lag -> lag.lag() == 0));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "XLSX", "JSONL", "PARQUET"})
    void ana08EveryExportedFileEqualsItsTable(String format) throws Exception {
        var tables = engine.jdbc()
                .sql("select viewname from pg_views where schemaname = 'analytics'")
                .query(String.class)
                .list();
        tables.remove("positions"); // Changes while it is read.
        assertThat(tables).contains("orders", "packs", "calendar");
        for (var table : tables) {
            var file = exported(table, format);
            assertThat(read(file, format)).as(table).containsExactlyInAnyOrderElementsOf(rows(table));
        }
    }

    @Test
    void aFormulaIsExportedAsText() throws Exception {
        var line = Files.readAllLines(exported("packs", "CSV")).stream()
                .filter(text -> text.contains("HYPERLINK"))
                .toList();
        assertThat(line).singleElement().asString().contains(",\"'=HYPERLINK(");
    }

    @Test
    void aRepeatedRequestIsOneExport() {
        var finance = engine.as(Role.FINANCE);
        var body = "{\"table\":\"orders\",\"format\":\"CSV\"}";
        var first = finance.post("/api/v1/exports", body, "Idempotency-Key", "export-1");
        var again = finance.post("/api/v1/exports", body, "Idempotency-Key", "export-1");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.string("id")).isEqualTo(first.string("id"));
        assertThat(first.header("Location")).isEqualTo("/api/v1/exports/" + first.string("id"));
    }

    @Test
    void oneKeyWithAnotherTableOrFormatIsRefused() {
        var finance = engine.as(Role.FINANCE);
        for (var other : List.of("packs CSV", "orders JSONL")) {
            var key = "export-of-" + other.replace(' ', '-');
            var asked = finance.post("/api/v1/exports", body("orders", "CSV"), KEY, key);
            assertThat(asked.status()).isEqualTo(202);
            var names = other.split(" ", -1);
            var reused = finance.post("/api/v1/exports", body(names[0], names[1]), KEY, key);
            assertThat(reused.status()).as(reused.text()).isEqualTo(422);
            assertThat(reused.string("code")).isEqualTo("idempotency-key-reused");
        }
    }

    private static String body(String table, String format) {
        return "{\"table\":\"%s\",\"format\":\"%s\"}".formatted(table, format);
    }

    @Test
    void onlyTablesForAnalystsAreExported() {
        var finance = engine.as(Role.FINANCE);
        var body = "{\"table\":\"orders; drop table x\",\"format\":\"CSV\"}";
        assertThat(finance.post("/api/v1/exports", body).string("reason")).isEqualTo("UNKNOWN_TABLE");
        var orders = "{\"table\":\"orders\",\"format\":\"CSV\"}";
        assertThat(engine.buyer(1).post("/api/v1/exports", orders).status()).isEqualTo(403);
        assertThat(finance.get("/api/v1/exports/exp_01jd0000000000000000000000").status())
                .isEqualTo(404);
    }

    @Test
    void aFileIsDeletedAfterADay() throws Exception {
        var done = finished("orders", "JSONL");
        var exports = folder.resolve("engine/data/exports");
        var file = exports.resolve(done.path("id").asString() + ".jsonl");
        assertThat(file).exists();
        engine.advance(Duration.ofHours(25));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(file));
        var gone =
                engine.as(Role.FINANCE).get("/api/v1/exports/" + done.path("id").asString());
        assertThat(gone.string("reason")).isEqualTo("UNKNOWN_EXPORT");
    }

    private static JsonNode finished(String table, String format) {
        var finance = engine.as(Role.FINANCE);
        var body = "{\"table\":\"%s\",\"format\":\"%s\"}".formatted(table, format);
        var asked = finance.post("/api/v1/exports", body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        var done = await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> finance.get(asked.header("Location")).body(),
                        export -> !export.path("file").isMissingNode());
        assertThat(done.path("status").asString()).isEqualTo("DONE");
        assertThat(done.path("percent").asLong()).isEqualTo(100);
        assertThat(done.path("rows").asLong()).isEqualTo(done.path("totalRows").asLong());
        return done;
    }

    private static Path exported(String table, String format) throws Exception {
        var done = finished(table, format);
        var request = HttpRequest.newBuilder(
                        URI.create(engine.base() + done.path("file").asString()))
                .header("Authorization", "Bearer " + engine.token(Role.FINANCE, 1, Duration.ofHours(1)))
                .build();
        var file = Files.createTempFile(folder, table, "." + format);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofFile(file));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Files.size(file)).isEqualTo(done.path("bytes").asLong());
        }
        return file;
    }

    private static List<Map<String, String>> rows(String table) {
        return engine.jdbc().sql("select * from analytics." + table).query().listOfRows().stream()
                .map(ExportStoryTest::texts)
                .toList();
    }

    private static Map<String, String> texts(Map<String, ?> row) {
        var texts = new TreeMap<String, String>();
        row.forEach((column, value) -> {
            if (value != null) {
                texts.put(column, text(value));
            }
        });
        return texts;
    }

    private static String text(Object value) {
        return value instanceof java.sql.Timestamp at ? at.toInstant().toString() : value + "";
    }

    private static List<Map<String, String>> read(Path file, String format) throws IOException {
        return switch (format) {
            case "CSV" -> csv(file);
            case "XLSX" -> xlsx(file);
            case "JSONL" -> jsonLines(file);
            default -> parquet(file);
        };
    }

    private static List<Map<String, String>> csv(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream()
                    .map(row -> {
                        var texts = new TreeMap<String, String>(row.getFieldsAsMap());
                        texts.values().removeIf(String::isEmpty);
                        texts.replaceAll((_, t) -> t.equals("'" + EVIL) ? EVIL : t);
                        return (Map<String, String>) texts;
                    })
                    .toList();
        }
    }

    private static List<Map<String, String>> xlsx(Path file) throws IOException {
        try (var book = new ReadableWorkbook(file.toFile());
                var rows = book.getFirstSheet().openStream()) {
            var all = rows.toList();
            var header = new ArrayList<String>();
            all.getFirst().forEach(cell -> header.add(cell.getText()));
            return all.stream()
                    .skip(1)
                    .map(row -> {
                        Map<String, String> texts = new TreeMap<>();
                        for (var i = 0; i < row.getCellCount(); i++) {
                            var cell = row.getOptionalCell(i);
                            var name = header.get(i);
                            cell.ifPresent(c -> texts.put(name, plain(c)));
                        }
                        texts.values().removeIf(String::isEmpty);
                        return texts;
                    })
                    .toList();
        }
    }

    private static String plain(Cell cell) {
        return cell.getType() == CellType.BOOLEAN ? String.valueOf(cell.asBoolean()) : cell.getText();
    }

    private static List<Map<String, String>> jsonLines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isEmpty())
                    .map(line -> JsonMapper.shared().readTree(line))
                    .map(row -> {
                        Map<String, String> texts = new TreeMap<>();
                        row.properties()
                                .forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
                        return texts;
                    })
                    .toList();
        }
    }

    private static List<Map<String, String>> parquet(Path file) throws IOException {
        var types = new HashMap<String, String>();
        ParquetReader.readMetadata(file.toFile())
                .getFileMetaData()
                .getSchema()
                .getFields()
                .forEach(field -> types.put(field.getName(), String.valueOf(field.getLogicalTypeAnnotation())));
        try (var rows = ParquetReader.streamContent(file.toFile(), _ -> new Texts(types))) {
            return rows.toList();
        }
    }

    private record Texts(Map<String, String> types) implements Hydrator<Map<String, String>, Map<String, String>> {

        @Override
        public Map<String, String> start() {
            return new TreeMap<>();
        }

        @Override
        public Map<String, String> add(Map<String, String> row, String name, Object value) {
            if (value != null) {
                var type = types.get(name);
                row.put(
                        name,
                        type.startsWith("DATE")
                                ? LocalDate.ofEpochDay(((Number) value).longValue())
                                        .toString()
                                : type.startsWith("TIMESTAMP")
                                        ? Instant.EPOCH
                                                .plus(((Number) value).longValue(), ChronoUnit.MICROS)
                                                .toString()
                                        : value.toString());
            }
            return row;
        }

        @Override
        public Map<String, String> finish(Map<String, String> row) {
            return row;
        }
    }
}
