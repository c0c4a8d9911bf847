package io.packhouse.clients;

import io.packhouse.testing.RunningEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whoever has a client generated from the description can read what the engine answers.
class GeneratedClientTest {

    /// What needs something broken, or a signature, or answers with no JSON of its own.
    private static final Set<String> NOT_ON_TOUR =
            Set.of(
                    "deadLetterRetry",
                    "deadLetterDismiss",
                    "parkedSagaStory",
                    "parkedSagaResume",
                    "stripeWebhookHear",
                    "stripeWebhookHear2",
                    "stripeWebhookHear3");

    @Test
    void aGeneratedClientReadsOneAnswerOfEachOperation(@TempDir Path folder) throws Exception {
        try (var engine = RunningEngine.start(folder.resolve("engine"))) {
            readsAll(engine, folder);
        }
    }

    private static void readsAll(RunningEngine engine, Path folder) throws Exception {
        var api = engine.nobody().get("/v3/api-docs");
        var tour = new ApiTour(engine, api.body());
        tour.make(Path.of("src/test/resources/api-tour.txt"));
        var answers = tour.answers();
        var expected = new TreeSet<>(jsonOperations(api.body()));
        expected.removeAll(NOT_ON_TOUR);

        var softly = new SoftAssertions();
        softly.assertThat(tour.refused()).isEmpty();
        softly.assertThat(answers.keySet()).containsAll(expected);
        var client = GeneratedClient.of(api.text(), folder);
        expected.retainAll(answers.keySet());
        expected.forEach(
                operation ->
                        softly.assertThatCode(() -> client.read(operation, answers.get(operation)))
                                .as("%s reads %s", operation, answers.get(operation))
                                .doesNotThrowAnyException());
        softly.assertAll();
    }

    private static Set<String> jsonOperations(JsonNode api) {
        return api.path("paths").values().stream()
                .flatMap(path -> path.properties().stream())
                .map(Map.Entry::getValue)
                .filter(operation -> operation.path("responses").toString().contains("\"application/json\""))
                .map(operation -> operation.path("operationId").asString())
                .collect(Collectors.toSet());
    }
}
