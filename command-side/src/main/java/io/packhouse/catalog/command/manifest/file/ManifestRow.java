package io.packhouse.catalog.command.manifest.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row as it was sent: its number from 1, the line of the file where it starts, the value of
/// each column, the cells without a column, and the invalid cells.
public record ManifestRow(
        int row, long line, Map<ManifestColumn, String> cells, List<String> surplus, List<InvalidCell> misfits) {

    /// A value that could not be read as a cell, with the violated rule and the whole value.
    /// Without a column the row itself has the wrong number of cells.
    record InvalidCell(@Nullable ManifestColumn column, String code, String message, String sent) {}

    String cell(ManifestColumn column) {
        return cells.getOrDefault(column, "");
    }

    boolean isCutWrongly() {
        return misfits.stream().anyMatch(misfit -> misfit.column() == null);
    }

    boolean isMisfit(ManifestColumn column) {
        return misfits.stream().anyMatch(misfit -> misfit.column() == column);
    }

    /// The values that would be lost if only the cells were returned.
    List<String> leftOut() {
        return misfits.stream()
                .filter(misfit ->
                        misfit.column() != null && cell(misfit.column()).isEmpty())
                .map(InvalidCell::sent)
                .toList();
    }
}
