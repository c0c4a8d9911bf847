package io.packhouse.catalog.command.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.command.manifest.file.ManifestFileType;
import io.packhouse.catalog.command.manifest.file.ManifestRejection;
import io.packhouse.catalog.command.manifest.file.RejectedRows;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/// Invalid manifest files: the reported problems, and the file of rejected rows.
class ManifestFileTest {

    static final MediaType CSV = MediaType.parseMediaType("text/csv");
    static final MediaType JSON = MediaType.APPLICATION_JSON;
    static final String HEADER = "sku,product_name,quantity,condition";
    static final String LINE = """
            {"sku":"A-1","productName":"Tea","quantity":1,"condition":"NEW"}\
            """;

    @TempDir
    Path directory;

    @Test
    void aTruncatedValueEndsInAWholeCharacter() throws Exception {
        var name = "x".repeat(99) + "🫖".repeat(102);
        var check = check(CSV, HEADER + "\nA-1," + name + ",1,NEW\n");
        assertThat(check.rejections().getFirst().value()).isEqualTo("x".repeat(99) + "🫖");
    }

    @Test
    void cellsWithoutAColumnAreReturned() throws Exception {
        var sent = HEADER + "\nA-1,foo, bar,3,NEW\nA-2,foo,3,NEW,=1,\"9,99\"\nA-3,Tea\n";
        assertThat(check(CSV, sent).rejections())
                .extracting(ManifestRejection::message, ManifestRejection::value)
                .containsExactly(
                        tuple("5 cells, but the header has 4", "NEW"),
                        tuple("6 cells, but the header has 4", "=1,\"9,99\""),
                        tuple("2 cells, but the header has 4", ""));
        assertThat(rejected(CSV, sent).lines().skip(1))
                .containsExactly(
                        "A-1,foo, bar,3,,,\"5 cells, but the header has 4\",NEW",
                        "A-2,foo,3,NEW,,,\"6 cells, but the header has 4\",'=1,\"9,99\"",
                        "A-3,Tea,,,,,\"2 cells, but the header has 4\"");
    }

    @Test
    void aCellInTheProblemColumnIsReturnedToo() throws Exception {
        var header = "sku,product_name,quantity,condition,unit_retail,currency,problem";
        var sent = header + "\nA-1,foo, bar,3,NEW,12.50,EUR,\n";
        assertThat(rejected(CSV, sent).lines().skip(1))
                .containsExactly("A-1,foo, bar,3,NEW,12.50,\"8 cells, but the header has 7\",EUR,");
    }

    @Test
    void anUncorrectedFileIsRejectedAgainWithoutLosingData() throws Exception {
        var sent = HEADER + "\nA-2,foo,3,NEW,=1,\"9,99\"\n";
        var once = rejected(CSV, sent);
        assertThat(check(CSV, once).rejections())
                .extracting(ManifestRejection::code, ManifestRejection::value)
                .containsExactly(tuple("CELLS", "=1,\"9,99\""));
        assertThat(rejected(CSV, once))
                .isEqualTo(once.replace("6 cells, but the header has 4", "9 cells, but the header has 7"));
    }

    @Test
    void aReturnedAmountIsInTheFormatOfTheCsvFile() throws Exception {
        for (var currency : List.of("eur", " eur", "Eur")) {
            assertThat(rejected(JSON, priced("1250", currency))).as(currency).contains(",12.50," + currency + ",");
        }
        var lines = new ArrayList<ManifestLine>();
        var spaced = file(priced("1250", "EUR "));
        ManifestValidation.of(spaced, ManifestFileType.of(JSON), (_, part) -> lines.addAll(part));
        assertThat(lines)
                .extracting(ManifestLine::unitRetail)
                .containsExactly(new Money(1_250, Currency.getInstance("EUR")));
        assertThat(rejected(JSON, priced("1250", "jpy"))).contains(",1250,jpy,");
        assertThat(rejected(JSON, priced("1250", "kwd"))).contains(",1.250,kwd,");
        assertThat(rejected(JSON, priced("-1250", "eur"))).contains(",'-12.50,eur,");
    }

    @Test
    void anAmountOfAnUnknownCurrencyStaysInMinorUnits() throws Exception {
        for (var currency : List.of("euro", "", "XXX")) {
            var sent = priced("1250", currency);
            assertThat(check(JSON, sent).rejections())
                    .extracting(ManifestRejection::field)
                    .containsExactly("currency");
            var back = rejected(JSON, sent);
            assertThat(back).contains(",1250 minor units," + currency + ",");
            var repaired = back.replace("units," + currency, "units,EUR");
            assertThat(check(CSV, repaired).rejections())
                    .extracting(ManifestRejection::field, ManifestRejection::code)
                    .containsExactly(tuple("unit_retail", "NOT_AN_AMOUNT"));
        }
        var fraction = priced("12.5", "EUR");
        assertThat(check(JSON, fraction).rejections())
                .extracting(ManifestRejection::field, ManifestRejection::code)
                .containsExactly(tuple("unit_retail", "NOT_A_NUMBER"));
        assertThat(rejected(JSON, fraction)).contains(",12.5 minor units,EUR,");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 150, 1_000, 5_000})
    void undecodableBytesAreReportedInTheirRow(int before) throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
        for (var row = 0; row < 6_000; row++) {
            bytes.writeBytes(("A-" + row + ",T").getBytes(StandardCharsets.UTF_8));
            bytes.write(row == before ? 0xc3 : 'e');
            bytes.writeBytes("a,1,NEW\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(refused(CSV, bytes.toByteArray()))
                .containsEntry("afterRow", before)
                .containsEntry("why", "There are bytes that are not UTF-8.");
    }

    @Test
    void undecodableBytesInTheHeaderAreReportedBeforeTheFirstRow() throws Exception {
        var bytes = "sk\u00fc,product_name\nA-1,Tea\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(CSV, bytes)).containsEntry("afterRow", 0);
        var unmapped = (HEADER + "\nA-1,T\u0081,1,NEW\n").getBytes(StandardCharsets.ISO_8859_1);
        var spreadsheet = MediaType.parseMediaType("text/csv;charset=windows-1252");
        assertThat(refused(spreadsheet, unmapped)).containsEntry("afterRow", 0);
    }

    @Test
    void anUnclosedQuoteIsReportedInItsRow() throws Exception {
        var sent = HEADER + "\n" + "A-1,Tea,1,NEW\n".repeat(300) + "A-2,\"Tea\"x,1,NEW\n";
        assertThat(refused(CSV, sent.getBytes(StandardCharsets.UTF_8))).containsEntry("afterRow", 300);
    }

    private Map<String, Object> refused(MediaType type, byte[] bytes) throws Exception {
        var sent = Files.write(directory.resolve("sent"), bytes);
        var form = ManifestFileType.of(type);
        return assertThatExceptionOfType(CommandRejectedException.class)
                .isThrownBy(() -> ManifestValidation.of(sent, form))
                .actual()
                .answer()
                .facts();
    }

    @Test
    void anObjectOrAListIsNotAText() throws Exception {
        var name = lines(LINE.replace("\"Tea\"", "{\"x\":[1]}"));
        assertThat(check(JSON, name).rejections())
                .containsExactly(new ManifestRejection(
                        1, 1, "product_name", "NOT_A_TEXT", "must be a text, not an object", "{\"x\":[1]}"));
        assertThat(rejected(JSON, name)).contains("A-1,,1,NEW,,", "{\"\"x\"\":[1]}");
        assertThat(check(CSV, rejected(JSON, name)).rejectedRows()).isEqualTo(1);
        assertThat(faults(LINE.replace("\"A-1\"", "[\"A-1\"]"))).containsExactly("sku NOT_A_TEXT");
        assertThat(faults(LINE.replace("\"NEW\"", "true"))).containsExactly("condition NOT_A_TEXT");
        assertThat(faults(LINE.replace(":1,", ":[1],"))).containsExactly("quantity NOT_A_NUMBER");
    }

    @Test
    void aRetailPriceNeedsAmountAndCurrencyOrNeither() throws Exception {
        for (var none : List.of("{}", "[]", "[1]", "12.5", "\"\"", "false")) {
            var priced = LINE.replace("}", ",\"unitRetail\":" + none + "}");
            assertThat(faults(priced)).as(none).containsExactly("unit_retail NOT_AN_AMOUNT", "currency MISSING");
            assertThat(check(CSV, rejected(JSON, lines(priced))).rejectedRows()).isEqualTo(1);
        }
        assertThat(faults(retail("{\"a\":1}", "\"EUR\""))).containsExactly("unit_retail NOT_A_NUMBER");
        assertThat(faults(retail("5", "[\"EUR\"]"))).containsExactly("currency NOT_A_TEXT");
        assertThat(faults(retail("null", "null"))).containsExactly("unit_retail MISSING", "currency MISSING");
        assertThat(faults(retail("5", "\"EUR\""))).isEmpty();
        assertThat(faults(LINE.replace("}", ",\"unitRetail\":null}"))).isEmpty();
    }

    @Test
    void anUnpairedSurrogateIsNotAText() throws Exception {
        var name = lines(LINE.replace("Tea", "Tea \\ud800"));
        assertThat(check(JSON, name).rejections())
                .extracting(ManifestRejection::field, ManifestRejection::code, ManifestRejection::value)
                .containsExactly(tuple("product_name", "LONE_SURROGATE", "Tea \\ud800"));
        assertThat(rejected(JSON, name)).contains("A-1,,1,NEW,,", "Tea \\ud800");
        assertThat(faults(LINE.replace("A-1", "A\\udc00"))).containsExactly("sku LONE_SURROGATE");
        assertThat(faults(LINE.replace("Tea", "Tea \\ud83e\\uded6"))).isEmpty();
    }

    private List<String> faults(String line) throws Exception {
        return check(JSON, lines(line)).rejections().stream()
                .map(wrong -> wrong.field() + " " + wrong.code())
                .toList();
    }

    private static String priced(String amountMinor, String currency) {
        return lines(retail(amountMinor, "\"" + currency + "\""));
    }

    private static String retail(String amountMinor, String currency) {
        var retail = "{\"amountMinor\":%s,\"currency\":%s}".formatted(amountMinor, currency);
        return LINE.replace("}", ",\"unitRetail\":" + retail + "}");
    }

    private static String lines(String line) {
        return "{\"lines\":[" + line + "]}";
    }

    private String rejected(MediaType type, String text) throws Exception {
        var rows = new ByteArrayOutputStream();
        RejectedRows.write(file(text), ManifestFileType.of(type), false, rows);
        return rows.toString(StandardCharsets.UTF_8);
    }

    private ManifestValidation check(MediaType type, String text) throws Exception {
        return ManifestValidation.of(file(text), ManifestFileType.of(type));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "manifest", ""), text);
    }
}
