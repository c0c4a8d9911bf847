package io.packhouse.catalog.command.manifest.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.engine.csv.CsvInjectionGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rows of a file as they were sent, each with its problem, as a file that can be uploaded
/// again.
public final class RejectedRows {

    private RejectedRows() {}

    /// Writes the rejected rows, or all of them, so that the corrected file is the whole manifest
    /// again.
    public static void write(Path file, ManifestFileType form, boolean all, OutputStream to) throws IOException {
        var csv = CsvWriter.builder().build(to);
        var titles = new ArrayList<>(ManifestColumn.titles());
        titles.add(ManifestColumn.PROBLEM);
        csv.writeRecord(titles);
        form.read(file, row -> {
            var wrong = new ManifestLineParser(row).wrong();
            if (all || !wrong.isEmpty()) {
                var cells = new ArrayList<String>();
                for (var column : ManifestColumn.values()) {
                    cells.add(CsvInjectionGuard.written(row.cell(column)));
                }
                cells.add(CsvInjectionGuard.written(problem(row, wrong)));
                // Beyond the header, so that the row is rejected until it is corrected.
                row.surplus().forEach(cell -> cells.add(CsvInjectionGuard.written(cell)));
                csv.writeRecord(cells);
            }
        });
        csv.flush();
    }

    private static String problem(ManifestRow row, List<ManifestRejection> wrong) {
        return Stream.concat(
                        wrong.stream().map(RejectedRows::problemText),
                        row.leftOut().stream().map(text -> "left out of this row: " + text))
                .collect(Collectors.joining("; "));
    }

    private static String problemText(ManifestRejection wrong) {
        return wrong.field().isEmpty() ? wrong.message() : wrong.field() + " " + wrong.code() + ": " + wrong.message();
    }
}
