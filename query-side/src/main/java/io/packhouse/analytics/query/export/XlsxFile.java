package io.packhouse.analytics.query.export;

import io.packhouse.engine.csv.CsvInjectionGuard;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Sheets of at most a million rows. Texts are inline, because a table of shared strings would have
/// to stay in memory to the end. A text cell is never a formula. Numbers with more than fifteen
/// digits are texts, because spreadsheet numbers are not exact.
final class XlsxFile implements TableFile {

    private static final int ROWS_OF_A_SHEET = 1_000_000;
    private static final int ROWS_IN_MEMORY = 500;
    private static final long MOST_EXACT = 999_999_999_999_999L;
    private static final int MOST_OF_A_NAME = 27;

    private final OutputStream out;
    private final Workbook workbook;
    private final String table;
    private final List<Column> columns;
    private Worksheet sheet;
    private int sheets;
    private int next;

    XlsxFile(Path file, String table, List<Column> columns) throws IOException {
        this.table = table.substring(0, Math.min(table.length(), MOST_OF_A_NAME));
        this.columns = columns;
        out = new BufferedOutputStream(Files.newOutputStream(file));
        workbook = new Workbook(out, "Packhouse", "1.0");
        sheet = begin();
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        if (next > ROWS_OF_A_SHEET) {
            sheet.finish();
            sheet = begin();
        }
        for (var i = 0; i < row.size(); i++) {
            switch (row.get(i)) {
                case null -> {}
                case Long number when Math.abs(number) <= MOST_EXACT -> sheet.value(next, i, number);
                case Boolean truth -> sheet.value(next, i, truth);
                case Object value -> sheet.inlineString(next, i, CsvInjectionGuard.inWorkbook(value.toString()));
            }
        }
        next++;
        if (next % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.close(); // Does not close the stream.
        out.close();
    }

    private Worksheet begin() {
        sheets++;
        next = 1;
        var fresh = workbook.newWorksheet(sheets == 1 ? table : table + " " + sheets);
        for (var i = 0; i < columns.size(); i++) {
            fresh.inlineString(0, i, columns.get(i).name());
        }
        return fresh;
    }
}
