package io.packhouse.app.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "parked", description = "List the parked sagas, show one, or resume it.")
final class ParkedCommand extends EngineCommand {

    private static final String PARKED = "parked-sagas";

    @Parameters(arity = "0..1", paramLabel = "<saga>", description = "Show only this one, with its waiting events.")
    private @Nullable String saga;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return saga == null ? list(PARKED, TableLayouts.PARKED) : details(PARKED + "/" + saga);
    }

    @Command(description = "Retry at once.")
    int resume(
            @Parameters(paramLabel = "<saga>") String parked,
            @Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return operation(PARKED + "/" + OperationsClient.encoded(parked) + "/resume", Map.of(), reason);
    }
}
