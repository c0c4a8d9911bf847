package io.packhouse.app.maintenance.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Deletes old backups of a folder, recognised by their generated names. Files with other names are
/// kept.
final class Retention {

    private static final Pattern OURS = Pattern.compile("packhouse-\\d{8}T\\d{6}Z\\.zip");

    private Retention() {}

    /// Returns the deleted files.
    static List<Path> keep(int newest, Path folder) throws IOException {
        List<Path> all;
        try (var files = Files.list(folder)) {
            all = files.filter(
                            file -> OURS.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
        var deleted = new ArrayList<Path>();
        for (var old : all.subList(Math.min(newest, all.size()), all.size())) {
            Files.deleteIfExists(Backup.keysOf(old));
            Files.delete(old);
            deleted.add(old);
        }
        return deleted;
    }
}
