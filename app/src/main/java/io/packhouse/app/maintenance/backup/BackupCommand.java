package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.OutputOptions;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import io.packhouse.app.maintenance.archive.ArchiveReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Save the store while it is running or stopped; keys go to an archive of their own.",
            "",
            "  ./packhouse backup",
            "  ./packhouse backup /mnt/backups --keep 14",
            "  ./packhouse backup shop.zip --keys /mnt/safe/shop.keys.zip",
            "  ./packhouse backup --verify shop.zip",
            ""
        })
public final class BackupCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @ParentCommand
    private MaintenanceContext.Source main;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private OutputOptions outputOptions;

    @Parameters(
            arity = "0..1",
            paramLabel = "<file or folder>",
            description = "Target; in a folder the file is named by time. Default: ./backups")
    private @Nullable Path target;

    @Option(
            names = "--keys",
            paramLabel = "<file>",
            description = "File for the keys. Default: next to the backup, as ….keys.zip")
    private @Nullable Path keys;

    @Option(
            names = "--keep",
            paramLabel = "<n>",
            description = "Afterwards delete all but the n newest backups of the folder.")
    private @Nullable Integer keep;

    @Option(names = "--verify", description = "Only verify an archive and report damage.")
    private boolean verify;

    @Override
    public Integer call() throws Exception {
        var here = main.context(outputOptions.json);
        if (verify) {
            return verify(here, target);
        }
        if (keep != null && keep < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--keep must be at least 1.");
        }
        var given = target == null ? Path.of("backups") : target;
        var inFolder = target == null || Files.isDirectory(given);
        var named = !inFolder && given.toString().endsWith(".zip");
        var folder = named ? given.toAbsolutePath().getParent() : given.toAbsolutePath();
        var stamp = STAMP.format(Instant.now(Clock.systemUTC()));
        var file = named ? given.toAbsolutePath() : folder.resolve("packhouse-" + stamp + ".zip");
        var made = new Backup(here)
                .make(ArchiveManifest.Content.BACKUP, file, keys == null ? Backup.keysOf(file) : keys.toAbsolutePath());
        var deleted = keep == null ? List.<Path>of() : Retention.keep(keep, Objects.requireNonNull(folder));
        report(here, made, deleted);
        return CommandLine.ExitCode.OK;
    }

    private void report(MaintenanceContext here, Backup.BackupResult made, List<Path> deleted) {
        var manifest = made.manifest();
        here.answer(
                String.format(
                                Locale.ROOT,
                                "Saved %,d events and %,d rows to %s (%,d bytes), read again and found complete.%n",
                                manifest.eventCount(),
                                manifest.rows(),
                                made.file(),
                                made.bytes())
                        + "The keys are in %s: store them in another place.".formatted(made.keys()),
                Map.of(
                        "file", made.file().toString(),
                        "keys", made.keys().toString(),
                        "store", manifest.storeId(),
                        "events", manifest.eventCount(),
                        "rows", manifest.rows(),
                        "files", manifest.files().size(),
                        "bytes", made.bytes(),
                        "deleted", deleted.stream().map(Path::toString).toList()));
    }

    private Integer verify(MaintenanceContext here, @Nullable Path file) throws IOException {
        if (file == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "File missing: --verify <file>.");
        }
        try (var archive = ArchiveReader.open(file)) {
            var damage = archive.damage(here.progress());
            var manifest = archive.manifest();
            here.answer(
                    damage.isEmpty()
                            ? String.format(
                                    Locale.ROOT,
                                    "%s is complete: %s of %s, made %s, %,d events, %,d rows, %,d files.",
                                    file,
                                    manifest.content(),
                                    manifest.storeId(),
                                    manifest.madeAt(),
                                    manifest.eventCount(),
                                    manifest.rows(),
                                    manifest.files().size())
                            : file + " is damaged:\n  " + String.join("\n  ", damage),
                    Map.of("file", file.toString(), "damage", damage));
            return damage.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }
}
