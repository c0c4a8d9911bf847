package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.OutputOptions;
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
        name = "restore",
        description = {
            "Restore a backup into an empty data folder or an empty database.",
            "",
            "  PACKHOUSE_DATA=./restored ./packhouse restore shop.zip --keys shop.keys.zip",
            ""
        })
public final class RestoreCommand implements Callable<Integer> {

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private OutputOptions outputOptions;

    @Parameters(paramLabel = "<file>", description = "An archive written by backup.")
    private Path file;

    @Option(
            names = "--keys",
            paramLabel = "<file>",
            description = "The keys of that backup. Without them personal data cannot be read.")
    private @Nullable Path keys;

    @Override
    public Integer call() throws Exception {
        var here = main.context(outputOptions.json);
        report(here, "Restored", new Restore(here).restore(file, keys));
        return CommandLine.ExitCode.OK;
    }

    static void report(MaintenanceContext here, String verb, Restore.RestoreResult done) {
        if (!done.withKeys()) {
            here.err()
                    .println("Without --keys: personal data cannot be read, all users have to log in"
                            + " again, and the database has new passwords.");
        } else if (!done.listFound()) {
            here.err()
                    .println("There is no list of erased persons at %s. If persons were erased"
                                    .formatted(here.erasedPersons().file())
                            + " since this was saved, provide the list and restore again.");
        }
        here.answer(
                String.format(
                        Locale.ROOT,
                        "%s %,d events and %,d rows in %s, compared with what was saved. Erased again: %s.",
                        verb,
                        done.manifest().eventCount(),
                        done.manifest().rows(),
                        here.data(),
                        done.erased()),
                Map.of(
                        "data", here.data().toString(),
                        "store", done.manifest().storeId(),
                        "events", done.manifest().eventCount(),
                        "rows", done.manifest().rows(),
                        "withKeys", done.withKeys(),
                        "erasedAgain", done.erased()));
    }
}
