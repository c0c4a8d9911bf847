package io.packhouse.analytics.query.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.engine.csv.CsvInjectionGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RFC 4180 in UTF-8 with a header. A text that a spreadsheet would interpret as a formula gets an
/// apostrophe prefix.
final class CsvFile implements TableFile {

    private final CsvWriter writer;

    CsvFile(Path file, List<Column> columns) throws IOException {
        writer = CsvWriter.builder().build(file);
        writer.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(List<@Nullable Object> row) {
        var fields = new ArrayList<String>(row.size());
        for (var value : row) {
            fields.add(value instanceof String text ? CsvInjectionGuard.written(text) : plain(value));
        }
        writer.writeRecord(fields);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static String plain(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
