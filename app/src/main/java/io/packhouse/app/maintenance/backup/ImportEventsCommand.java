package io.packhouse.app.maintenance.backup;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "import-events",
        description = {
            "Fill an empty store of either kind with what export-events saved. A second try goes on",
            "where a killed one ended. The next start fills the read tables by replaying.",
            "",
            "  PACKHOUSE_DATA=./moved PACKHOUSE_AXONSERVER=host:8124 \\",
            "    ./packhouse import-events shop.move.zip --keys shop.move.keys.zip",
            ""
        })
public final class ImportEventsCommand implements Callable<Integer> {

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private OutputOptions outputOptions;

    @Parameters(paramLabel = "<file>", description = "An archive written by export-events.")
    private Path file;

    @Option(names = "--keys", paramLabel = "<file>", description = "The keys saved with it.")
    private @Nullable Path keys;

    @Override
    public Integer call() throws Exception {
        var here = main.context(outputOptions.json);
        var done = new Restore(here).move(file, keys);
        RestoreCommand.report(here, "Moved", done);
        return CommandLine.ExitCode.OK;
    }
}
