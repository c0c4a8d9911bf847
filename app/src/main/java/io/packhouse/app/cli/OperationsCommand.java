package io.packhouse.app.cli;

import java.io.IOException;
import picocli.CommandLine.Command;

@Command(name = "operations", description = "List what operators did: who, when, why, and the outcome.")
final class OperationsCommand extends EngineCommand {

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list("history", TableLayouts.OPERATIONS);
    }
}
