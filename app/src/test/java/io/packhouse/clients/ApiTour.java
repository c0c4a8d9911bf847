package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Asks everything that can be asked, and keeps one answer of each operation.
///
/// A line of the tour is a request: `name = METHOD path body`. What its answer calls `id` goes by
/// that name from then on, in `{name}`.
final class ApiTour {

    private static final Pattern LINE =
            Pattern.compile("(?:(\\w+) = )?([A-Z]+) (\\S+)(?: (.*))?");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final String TOKEN = "Consistency-Token";

    private final RunningEngine engine;
    private final Client staff;
    private final JsonNode paths;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> answers = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private String token = "g.0";

    ApiTour(RunningEngine engine, JsonNode api) {
        this.engine = engine;
        staff = engine.as(Role.ADMIN, 77);
        paths = api.path("paths");
        names.put("me", RunningEngine.person(77).value());
    }

    void make(Path tour) throws Exception {
        for (var line : Files.readAllLines(tour)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                go(line);
            }
        }
    }

    /// By operation.
    Map<String, String> answers() {
        return answers;
    }

    List<String> refused() {
        return refused;
    }

    private void go(String line) {
        var request = LINE.matcher(line);
        assertThat(request.matches()).as(line).isTrue();
        var path = filled(request.group(3));
        if (request.group(2).equals("PAY")) {
            pay(path, request.group(4));
            return;
        }
        var body = request.group(4) == null ? "" : filled(request.group(4));
        var answer = ask(request.group(2), path, body);
        if (answer.status() >= 300) {
            refused.add(request.group(2) + " " + path + ": " + answer.text());
            return;
        }
        if (!answer.header(TOKEN).isEmpty()) {
            token = answer.header(TOKEN);
        }
        if (request.group(1) != null) {
            names.put(request.group(1), id(answer));
        }
        answers.putIfAbsent(operation(request.group(2), path), answer.text());
    }

    /// Until it is there: what processes do comes after the answer.
    private Answer ask(String method, String path, String body) {
        var type =
                body.startsWith("<svg")
                        ? "image/svg+xml"
                        : body.startsWith("sku") ? "text/csv" : "application/json";
        var text = body.replace("\\n", "\n");
        return await(method + " " + path)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> staff.send(method, path, text, "Content-Type", type, TOKEN, token),
                        answer -> !method.equals("GET") || answer.status() != 404);
    }

    private void pay(String order, String installment) {
        new Shop(engine).pay(order, installment);
        await().until(() -> engine.names(order).contains("ordering.OrderConfirmed"));
    }

    private static String id(Answer answer) {
        var location = answer.header("Location");
        return answer.string("id").isEmpty()
                ? location.substring(location.lastIndexOf('/') + 1)
                : answer.string("id");
    }

    private String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> names.getOrDefault(name.group(1), name.group()));
    }

    /// What the description calls it; the most literal path that fits.
    private String operation(String method, String asked) {
        var path = asked.replaceAll("\\?.*", "");
        return paths.properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
                .max(
                        Comparator.comparingInt(
                                entry -> entry.getKey().replaceAll("\\{[^}]*}", "").length()))
                .map(
                        entry ->
                                entry.getValue()
                                        .path(method.toLowerCase(Locale.ROOT))
                                        .path("operationId")
                                        .asString())
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + asked));
    }
}
