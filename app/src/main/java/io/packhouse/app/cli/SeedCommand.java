package io.packhouse.app.cli;

import io.packhouse.app.demo.catalog.DemoSeed;
import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "seed",
        description = {
            "Load the demo's catalog into the running engine: 40 brands, 50 categories, 600 products with pictures, 60",
            "packs, their stock, rewards, and 150 reservations. Orders and people are part of ./packhouse demo only.",
            "A second run changes nothing.",
            "",
            "  ./packhouse seed",
            "  ./packhouse seed --products-per-category 3",
            ""
        })
final class SeedCommand implements Callable<Integer> {

    private static final int MOST = 15;

    @ParentCommand
    private MaintenanceContext.Source main;

    @Option(names = "--url", paramLabel = "<address>", description = EngineCommand.ADDRESS)
    private @Nullable String url;

    @Option(
            names = "--products-per-category",
            paramLabel = "<number>",
            defaultValue = "15",
            description = "In each of 40 categories, 1 to 15. Default: 15")
    private int productsPerCategory;

    @Override
    public Integer call() {
        if (productsPerCategory < 1 || productsPerCategory > MOST) {
            throw new MaintenanceException("A category has 1 to 15 products.");
        }
        var context = main.context(false);
        var base = url == null ? EngineCommand.address(context.settings()) : url;
        var progress = context.progress();
        Runnable onStep = () -> {
            synchronized (progress) {
                progress.step(1);
            }
        };
        try (var seed = new DemoSeed(base, OwnerToken.issuer(context), productsPerCategory, onStep)) {
            if (seed.isLoaded()) {
                context.out().println("%s has the demo's catalog; nothing was changed.".formatted(base));
                return CommandLine.ExitCode.OK;
            }
            progress.begin("Loading the catalog", seed.steps(), "steps");
            seed.load();
            progress.end();
        }
        context.out().println("%s has the demo's catalog: %s/products".formatted(base, base));
        return CommandLine.ExitCode.OK;
    }
}
