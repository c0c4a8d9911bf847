package io.packhouse.app.maintenance.store;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.OutputOptions;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "migrate",
        description = {
            "Create or update the tables of an external PostgreSQL, with its owner's login:",
            "SPRING_DATASOURCE_URL and _USERNAME, SPRING_FLYWAY_USER and _PASSWORD, PACKHOUSE_READER_USERNAME,",
            "PACKHOUSE_ANALYST_USERNAME. Make a backup first.",
            "Nodes that do not have that login start once this was done.",
            ""
        })
public final class MigrateCommand implements Callable<Integer> {

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() {
        var here = main.context(outputOptions.json);
        if (!OfflineStore.isGiven(here.settings())) {
            throw new MaintenanceException("The engine migrates a PostgreSQL of its own when it starts."
                    + " Name an external one with SPRING_DATASOURCE_URL.");
        }
        var current =
                Migrations.run(DatabaseLogins.of(here.settings(), null)).info().current();
        var version = current == null ? "none" : String.valueOf(current.getVersion());
        here.answer("The tables have version %s.".formatted(version), Map.of("version", version));
        return CommandLine.ExitCode.OK;
    }
}
