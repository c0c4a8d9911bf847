package io.packhouse.catalog.command;

import java.util.Map;

/// One row as it was sent: its number from 1, the line of the file it begins in, and what each
/// column says. `expected` and `found` are cells; they differ in a row that is not cut as the
/// header is.
record ManifestRow(int row, long line, Map<ManifestColumn, String> cells, int expected, int found) {

    String cell(ManifestColumn column) {
        return cells.getOrDefault(column, "");
    }
}
