package io.packhouse.catalog.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;

/// A file that is not right: what is said of it, and what is handed back to be repaired.
class ManifestFileTest {

    static final MediaType CSV = MediaType.parseMediaType("text/csv");
    static final String HEADER = "sku,product_name,quantity,condition";

    @TempDir Path directory;

    @Test
    void whatIsShownOfAValueEndsInAWholeCharacter() throws Exception {
        var name = "x".repeat(99) + "🫖".repeat(101);
        var check = check(CSV, HEADER + "\nA-1," + name + ",1,NEW\n");
        assertThat(check.rejections().getFirst().value()).isEqualTo("x".repeat(99) + "🫖");
    }

    @Test
    void cellsThatTheHeaderHasNoColumnForAreHandedBack() throws Exception {
        var sent = HEADER + "\nA-1,foo, bar,3,NEW\nA-2,foo,3,NEW,=1,\"9,99\"\nA-3,Tea\n";
        assertThat(check(CSV, sent).rejections())
                .extracting(ManifestRejection::message, ManifestRejection::value)
                .containsExactly(
                        tuple("5 cells, but the header has 4", "NEW"),
                        tuple("6 cells, but the header has 4", "=1,\"9,99\""),
                        tuple("2 cells, but the header has 4", ""));
        assertThat(rejected(CSV, sent).lines().skip(1))
                .containsExactly(
                        "A-1,foo, bar,3,,,\"5 cells, but the header has 4;"
                                + " left out of this row: NEW\"",
                        "A-2,foo,3,NEW,,,\"6 cells, but the header has 4;"
                                + " left out of this row: =1,\"\"9,99\"\"\"",
                        "A-3,Tea,,,,,\"2 cells, but the header has 4\"");
    }

    @Test
    void aCellThatSlidUnderTheProblemIsHandedBackToo() throws Exception {
        var header = "sku,product_name,quantity,condition,unit_retail,currency,problem";
        var sent = header + "\nA-1,foo, bar,3,NEW,12.50,EUR,\n";
        assertThat(rejected(CSV, sent)).contains("left out of this row: EUR,");
        var again = check(CSV, rejected(CSV, sent));
        assertThat(again.rejections())
                .extracting(ManifestRejection::field)
                .containsExactly("quantity", "condition", "currency", "unit_retail");
    }

    private String rejected(MediaType type, String text) throws Exception {
        var rows = new ByteArrayOutputStream();
        RejectedRows.write(file(text), ManifestForm.of(type), false, rows);
        return rows.toString(StandardCharsets.UTF_8);
    }

    private ManifestCheck check(MediaType type, String text) throws Exception {
        return ManifestCheck.of(file(text), ManifestForm.of(type));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "manifest", ""), text);
    }
}
