package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.OutputOptions;
import io.packhouse.app.maintenance.archive.ArchiveManifest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "export-events",
        description = {
            "Save all events line by line, and the scheduled tasks, to move the store.",
            "Stop the engine first: later events are not included.",
            "",
            "  ./packhouse export-events shop.move.zip",
            ""
        })
public final class ExportEventsCommand implements Callable<Integer> {

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private OutputOptions outputOptions;

    @Parameters(paramLabel = "<file>", description = "Target file.")
    private Path file;

    @Option(
            names = "--keys",
            paramLabel = "<file>",
            description = "File for the keys. Default: next to it, as ….keys.zip")
    private @Nullable Path keys;

    @Override
    public Integer call() throws Exception {
        var here = main.context(outputOptions.json);
        var target = file.toAbsolutePath();
        var made = new Backup(here)
                .make(
                        ArchiveManifest.Content.MOVE,
                        target,
                        keys == null ? Backup.keysOf(target) : keys.toAbsolutePath());
        here.answer(
                String.format(
                        Locale.ROOT,
                        "Saved %,d events to %s; the keys are in %s.",
                        made.manifest().eventCount(),
                        made.file(),
                        made.keys()),
                Map.of(
                        "file", made.file().toString(),
                        "keys", made.keys().toString(),
                        "events", made.manifest().eventCount(),
                        "bytes", made.bytes()));
        return CommandLine.ExitCode.OK;
    }
}
