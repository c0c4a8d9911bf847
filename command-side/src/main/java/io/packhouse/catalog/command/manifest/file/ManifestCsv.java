package io.packhouse.catalog.command.manifest.file;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.EMPTY_MANIFEST;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.UNREADABLE_FILE;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.packhouse.shared.api.CommandRejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/// Rows of a CSV file with a header: RFC 4180, separated by commas or semicolons, whichever the
/// header has more of, with or without a byte order mark.
record ManifestCsv(Charset charset) {

    private static final int MOST_OF_A_HEADER = 8_192;
    private static final int MOST_OF_A_ROW = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// Replacement for undecodable bytes. A decoder that throws would fail before the row is known,
    /// because it reads ahead. No valid text contains this code point.
    private static final String NO_TEXT = "\uFFFF";

    void read(Path file, Consumer<ManifestRow> rows) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(NO_TEXT);
        try (var text = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            var records = records(text);
            var header = next(records, 0);
            if (header == null) {
                throw new CommandRejectedException(EMPTY_MANIFEST);
            }
            var columns = new ManifestHeader(header.getFields());
            var row = 0;
            for (var r = next(records, row); r != null; r = next(records, row)) {
                row++;
                rows.accept(columns.row(row, r));
            }
        }
    }

    private Iterator<CsvRecord> records(BufferedReader text) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator(text))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MOST_OF_A_ROW)
                .ofCsvRecord(text)
                .iterator();
    }

    private @org.jspecify.annotations.Nullable CsvRecord next(Iterator<CsvRecord> records, int after) {
        try {
            var record = records.hasNext() ? records.next() : null;
            if (record != null && record.getFields().stream().anyMatch(ManifestCsv::isNoText)) {
                throw wronglyWritten(after);
            }
            return record;
        } catch (CsvParseException e) {
            throw new CommandRejectedException(
                    UNREADABLE_FILE, Map.of("afterRow", after, "why", String.valueOf(e.getMessage())));
        }
    }

    private static boolean isNoText(String cell) {
        return cell.contains(NO_TEXT);
    }

    private CommandRejectedException wronglyWritten(int after) {
        return new CommandRejectedException(
                UNREADABLE_FILE, Map.of("afterRow", after, "why", "There are bytes that are not " + charset + "."));
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(MOST_OF_A_HEADER);
        var commas = 0;
        var semicolons = 0;
        for (var i = 0; i < MOST_OF_A_HEADER; i++) {
            var sign = text.read();
            if (sign < 0 || sign == '\n' || sign == '\r') {
                break;
            }
            commas += sign == ',' ? 1 : 0;
            semicolons += sign == ';' ? 1 : 0;
        }
        text.reset();
        return semicolons > commas ? ';' : ',';
    }
}
