package io.packhouse.app.cli;

import io.packhouse.app.cli.Arguments.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Shows and controls processors, dead letters, parked sagas and operations of a running engine
/// over HTTP: tables on stdout, or JSON with `--json`. Waits for the result of an operation.
public final class OperationsCli {

    private static final String USAGE = """
            Usage: ./packhouse processors [pause|resume|split|merge <name> --reason "…"]
                   ./packhouse dead-letters [list|dismissed|retry|dismiss] [--group <name>]
                                            [--cause <id>] [--sequence <id>] [--reason "…"]
                   ./packhouse parked [<saga> | resume <saga> --reason "…"]
                   ./packhouse operations
            Options: --json, --token <token>, --url <address>. Without --token: PACKHOUSE_TOKEN, or
            the demo's admin.\
            """;

    private final PrintStream out;
    private final PrintStream err;

    OperationsCli(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        System.exit(new OperationsCli(System.out, System.err).run(System.getenv(), List.of(arguments)));
    }

    /// Exit code: 0 on success, 1 when the engine refused or was not reachable, 2 for invalid
    /// arguments.
    int run(Map<String, String> environment, List<String> given) {
        try (var http = HttpClient.newHttpClient()) {
            var arguments = Arguments.of(given);
            var port = environment.getOrDefault("PACKHOUSE_PORT", "8080");
            var url = arguments.option("url");
            var engine = new OperationsClient(
                    http, url == null ? "http://127.0.0.1:" + port : url, token(arguments, environment));
            return run(arguments, engine);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (OperationsClient.Refusal | IOException e) {
            err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int run(Arguments arguments, OperationsClient engine) throws IOException, InterruptedException {
        var verb = arguments.word(1);
        return switch (arguments.word(0)) {
            case "processors" ->
                switch (verb) {
                    case "" -> list(engine.all("processors"), TableLayouts.PROCESSORS, arguments);
                    case "pause", "resume", "split", "merge" ->
                        operation(engine, "processors/" + named(arguments) + "/" + verb, Map.of(), arguments);
                    default -> throw new UsageException("Unknown action " + verb + ": pause, resume, split or merge.");
                };
            case "dead-letters" ->
                switch (verb) {
                    case "" ->
                        list(engine.all("dead-letters/causes" + query(arguments)), TableLayouts.CAUSES, arguments);
                    case "list" ->
                        list(engine.all("dead-letters" + query(arguments)), TableLayouts.DEAD_LETTERS, arguments);
                    case "dismissed" -> list(engine.all("dead-letters/dismissed"), TableLayouts.DISMISSED, arguments);
                    case "retry", "dismiss" -> operation(engine, "dead-letters/" + verb, filter(arguments), arguments);
                    default ->
                        throw new UsageException("Unknown action " + verb + ": list, dismissed, retry or dismiss.");
                };
            case "parked" ->
                switch (verb) {
                    case "" -> list(engine.all("parked-sagas"), TableLayouts.PARKED, arguments);
                    case "resume" ->
                        operation(engine, "parked-sagas/" + named(arguments) + "/resume", Map.of(), arguments);
                    default -> details(engine.get("parked-sagas/" + verb), arguments);
                };
            case "operations" -> list(engine.all("history"), TableLayouts.OPERATIONS, arguments);
            default -> throw new UsageException("Unknown list: processors, dead-letters, parked or operations.");
        };
    }

    private int list(List<JsonNode> items, TextTable textTable, Arguments arguments) {
        if (arguments.isJson()) {
            out.println(JsonMapper.shared().writeValueAsString(items));
        } else {
            textTable.print(items, out);
        }
        return 0;
    }

    private int details(JsonNode details, Arguments arguments) {
        if (arguments.isJson()) {
            out.println(details);
        } else {
            TableLayouts.PARKED.print(List.of(details.path("saga")), out);
            out.println();
            out.println("Associations " + details.path("associations") + ", state " + details.path("state"));
            out.println();
            TableLayouts.WAITING.print(details.path("waiting"), out);
        }
        return 0;
    }

    private int operation(OperationsClient engine, String path, Map<String, String> which, Arguments arguments)
            throws IOException, InterruptedException {
        var body = new TreeMap<>(which);
        body.put("reason", arguments.required("reason"));
        var asked = engine.post(path, JsonMapper.shared().writeValueAsString(body));
        var operation = engine.ended(asked);
        if (arguments.isJson()) {
            out.println(operation);
        } else {
            out.println(operation.path("state").asString()
                    + " "
                    + operation.path("outcome").asString(""));
            err.println(operation.path("effect").asString());
        }
        return operation.path("state").asString().equals("DONE") ? 0 : 1;
    }

    private static String named(Arguments arguments) {
        if (arguments.word(2).isEmpty()) {
            throw new UsageException("Name missing.");
        }
        return OperationsClient.encoded(arguments.word(2));
    }

    private static Map<String, String> filter(Arguments arguments) {
        var filter = new TreeMap<String, String>();
        for (var name : List.of("group", "cause", "sequence")) {
            var value = arguments.option(name);
            if (value != null) {
                filter.put(name, value);
            }
        }
        return filter;
    }

    private static String query(Arguments arguments) {
        var query = new StringBuilder();
        filter(arguments)
                .forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append("=")
                        .append(OperationsClient.encoded(value)));
        return query.toString();
    }

    private static String token(Arguments arguments, Map<String, String> environment) throws IOException {
        var given = arguments.option("token");
        @Nullable String known = given == null ? environment.get("PACKHOUSE_TOKEN") : given;
        if (known != null) {
            return known;
        }
        var file = Path.of(environment.getOrDefault("PACKHOUSE_DATA", "data")).resolve("tokens/admin.jwt");
        if (!Files.isReadable(file)) {
            throw new UsageException("No token: use --token or set PACKHOUSE_TOKEN; there is none in " + file);
        }
        return Files.readString(file).strip();
    }
}
