package io.packhouse.catalog.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row as it was sent: its number from 1, the line of the file it begins in, what each column
/// says, the cells for which there is no column, and what is no cell.
record ManifestRow(
        int row,
        long line,
        Map<ManifestColumn, String> cells,
        List<String> surplus,
        List<InvalidCell> misfits) {

    /// Something that could not be read as a cell, with the rule it breaks and the whole of what
    /// was sent. Without a column the row itself is cut wrongly.
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

    /// What would be lost if only the cells were handed back.
    List<String> leftOut() {
        return misfits.stream()
                .filter(misfit -> misfit.column() != null && cell(misfit.column()).isEmpty())
                .map(InvalidCell::sent)
                .toList();
    }
}
