package io.packhouse.app.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "processors", description = "List the event processors of all nodes, or control one.")
final class ProcessorsCommand extends EngineCommand {

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list("processors", TableLayouts.PROCESSORS);
    }

    @Command(description = "No node works on it until it is resumed.")
    int pause(
            @Parameters(paramLabel = "<name>") String name,
            @Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return change(name, "pause", reason);
    }

    @Command(description = "End a pause.")
    int resume(
            @Parameters(paramLabel = "<name>") String name,
            @Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return change(name, "resume", reason);
    }

    @Command(description = "Split its largest segment, so that more threads work on it.")
    int split(
            @Parameters(paramLabel = "<name>") String name,
            @Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return change(name, "split", reason);
    }

    @Command(description = "Merge two of its segments.")
    int merge(
            @Parameters(paramLabel = "<name>") String name,
            @Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return change(name, "merge", reason);
    }

    private int change(String name, String action, String reason) throws IOException, InterruptedException {
        return operation("processors/" + OperationsClient.encoded(name) + "/" + action, Map.of(), reason);
    }
}
