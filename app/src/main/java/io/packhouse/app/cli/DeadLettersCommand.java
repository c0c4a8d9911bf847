package io.packhouse.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(name = "dead-letters", description = "List the causes of dead letters, or retry or dismiss dead letters.")
final class DeadLettersCommand extends EngineCommand {

    @Option(
            names = "--group",
            scope = ScopeType.INHERIT,
            paramLabel = "<name>",
            description = "Only of this processing group.")
    private @Nullable String group;

    @Option(names = "--cause", scope = ScopeType.INHERIT, paramLabel = "<id>", description = "Only with this cause.")
    private @Nullable String cause;

    @Option(
            names = "--sequence",
            scope = ScopeType.INHERIT,
            paramLabel = "<id>",
            description = "Only of this sequence.")
    private @Nullable String sequence;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list("dead-letters/causes" + query(), TableLayouts.CAUSES);
    }

    @Command(name = "list", description = "List each dead letter.")
    int each() throws IOException, InterruptedException {
        return list("dead-letters" + query(), TableLayouts.DEAD_LETTERS);
    }

    @Command(description = "List the dismissed ones.")
    int dismissed() throws IOException, InterruptedException {
        return list("dead-letters/dismissed", TableLayouts.DISMISSED);
    }

    @Command(description = "Retry at once.")
    int retry(@Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return operation("dead-letters/retry", filter(), reason);
    }

    @Command(description = "Skip the first dead letter of the sequence for good.")
    int dismiss(@Option(names = "--reason", required = true, description = REASON) String reason)
            throws IOException, InterruptedException {
        return operation("dead-letters/dismiss", filter(), reason);
    }

    private Map<String, String> filter() {
        var filter = new TreeMap<String, String>();
        put(filter, "group", group);
        put(filter, "cause", cause);
        put(filter, "sequence", sequence);
        return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }

    private String query() {
        var parts = filter().entrySet().stream()
                .map(one -> one.getKey() + "=" + OperationsClient.encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return parts.isEmpty() ? "" : "?" + parts;
    }
}
