package io.packhouse.catalog.command.manifest.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The columns of a manifest file, in the order in which they are written.
enum ManifestColumn {
    SKU,
    PRODUCT_NAME,
    QUANTITY,
    CONDITION,
    UNIT_RETAIL,
    CURRENCY;

    /// Column of the rejected-rows file; ignored when that file is uploaded again.
    static final String PROBLEM = "problem";

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isNeeded() {
        return compareTo(CONDITION) <= 0;
    }

    static Optional<ManifestColumn> named(String title) {
        var name = title.strip();
        return Arrays.stream(values())
                .filter(c -> c.title().equalsIgnoreCase(name))
                .findFirst();
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(ManifestColumn::title).toList();
    }
}
