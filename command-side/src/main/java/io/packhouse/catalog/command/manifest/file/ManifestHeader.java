package io.packhouse.catalog.command.manifest.file;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.WRONG_COLUMNS;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.catalog.command.manifest.file.ManifestRow.InvalidCell;
import io.packhouse.engine.csv.CsvInjectionGuard;
import io.packhouse.shared.api.CommandRejectedException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The position of each column in one file.
final class ManifestHeader {

    private static final String OTHER_COUNT = " cells, but the header has ";

    private final Map<ManifestColumn, Integer> places = new EnumMap<>(ManifestColumn.class);
    private final int width;

    ManifestHeader(List<String> titles) {
        var unknown = new ArrayList<String>();
        var twice = new ArrayList<String>();
        for (var i = 0; i < titles.size(); i++) {
            var title = titles.get(i);
            var column = ManifestColumn.named(title);
            if (column.isPresent()) {
                if (places.putIfAbsent(column.get(), i) != null) {
                    twice.add(title);
                }
            } else if (!title.strip().equalsIgnoreCase(ManifestColumn.PROBLEM)) {
                unknown.add(title);
            }
        }
        var missing = missing();
        if (!unknown.isEmpty() || !twice.isEmpty() || !missing.isEmpty()) {
            throw new CommandRejectedException(
                    WRONG_COLUMNS,
                    Map.of(
                            "unknown", unknown,
                            "twice", twice,
                            "missing", missing,
                            "known", ManifestColumn.titles()));
        }
        width = titles.size();
    }

    /// An amount needs its currency, and the reverse.
    private List<String> missing() {
        var priced = places.containsKey(ManifestColumn.UNIT_RETAIL) || places.containsKey(ManifestColumn.CURRENCY);
        return Arrays.stream(ManifestColumn.values())
                .filter(column -> column.isNeeded() || priced)
                .filter(column -> !places.containsKey(column))
                .map(ManifestColumn::title)
                .toList();
    }

    ManifestRow row(int number, CsvRecord record) {
        var cells = new EnumMap<ManifestColumn, String>(ManifestColumn.class);
        places.forEach((column, place) -> {
            if (place < record.getFieldCount()) {
                cells.put(column, CsvInjectionGuard.read(record.getField(place)));
            }
        });
        var surplus = surplus(record);
        return new ManifestRow(
                number, record.getStartingLineNumber(), cells, surplus, misfits(record.getFieldCount(), surplus));
    }

    private List<InvalidCell> misfits(int found, List<String> surplus) {
        return found == width
                ? List.of()
                : List.of(new InvalidCell(null, "CELLS", found + OTHER_COUNT + width, line(surplus)));
    }

    /// In a row with a wrong number of cells, a value may have moved into the problem column; an
    /// earlier problem text there is not such a value.
    private List<String> surplus(CsvRecord record) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < record.getFieldCount() && record.getFieldCount() != width; i++) {
            var cell = record.getField(i);
            if (!places.containsValue(i) && !cell.contains(OTHER_COUNT)) {
                cells.add(CsvInjectionGuard.read(cell));
            }
        }
        return cells.stream().allMatch(String::isBlank) ? List.of() : cells;
    }

    private static String line(List<String> cells) {
        if (cells.isEmpty()) {
            return "";
        }
        var text = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(text).writeRecord(cells);
        return text.toString().stripTrailing();
    }
}
