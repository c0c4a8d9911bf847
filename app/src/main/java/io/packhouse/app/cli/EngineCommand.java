package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command that asks a running engine over HTTP: tables on stdout, or JSON. An operation is awaited.
abstract class EngineCommand implements Callable<Integer> {

    static final String REASON = "Stored with the operation.";
    static final String ADDRESS =
            "Of the engine. Default: http:// with SERVER_ADDRESS or 127.0.0.1, and PACKHOUSE_PORT or 8080";

    @ParentCommand
    private MaintenanceContext.Source main;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Option(names = "--url", scope = ScopeType.INHERIT, paramLabel = "<address>", description = ADDRESS)
    private @Nullable String url;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "<token>",
            description = "Default: PACKHOUSE_TOKEN, or the demo's admin")
    private @Nullable String token;

    int list(String path, TextTable table) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var items = engine(http).all(path);
            if (json) {
                here().out().println(JsonMapper.shared().writeValueAsString(items));
            } else {
                table.print(items, here().out());
            }
            return CommandLine.ExitCode.OK;
        }
    }

    int details(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            show(engine(http).get(path));
            return CommandLine.ExitCode.OK;
        }
    }

    private void show(JsonNode details) {
        var out = here().out();
        if (json) {
            out.println(details);
            return;
        }
        TableLayouts.PARKED.print(List.of(details.path("saga")), out);
        out.println();
        out.println("Associations " + details.path("associations") + ", state " + details.path("state"));
        out.println();
        TableLayouts.WAITING.print(details.path("waiting"), out);
    }

    int operation(String path, Map<String, String> which, String reason) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var body = new TreeMap<>(which);
            body.put("reason", reason);
            var engine = engine(http);
            var operation = engine.ended(engine.post(path, JsonMapper.shared().writeValueAsString(body)));
            var state = operation.path("state").asString();
            if (json) {
                here().out().println(operation);
            } else {
                here().out().println(state + " " + operation.path("outcome").asString(""));
                here().err().println(operation.path("effect").asString());
            }
            return state.equals("DONE") ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private MaintenanceContext here() {
        return main.context(false);
    }

    private OperationsClient engine(HttpClient http) throws IOException {
        return new OperationsClient(http, url == null ? address(here().settings()) : url, token());
    }

    /// Where the engine with these settings answers on this machine.
    static String address(Environment settings) {
        var named = settings.getProperty("SERVER_ADDRESS", "127.0.0.1");
        var host = List.of("", "0.0.0.0", "::").contains(named) ? "127.0.0.1" : named;
        return "http://" + host + ":" + settings.getProperty("PACKHOUSE_PORT", "8080");
    }

    private String token() throws IOException {
        var known = token == null ? here().settings().getProperty("PACKHOUSE_TOKEN") : token;
        if (known != null) {
            return known;
        }
        var file = here().data().resolve("tokens/admin.jwt");
        if (!Files.isReadable(file)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "No token: use --token or set PACKHOUSE_TOKEN; there is none in " + file);
        }
        return Files.readString(file).strip();
    }
}
