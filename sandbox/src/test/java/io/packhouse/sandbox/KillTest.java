package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider that is killed while working still knows everything it has answered.
class KillTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    @Test
    void whatWasAnsweredSurvivesAKill() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.packhouse.sandbox.SandboxMain",
                        "--port=0",
                        "--folder=" + folder,
                        "--secret-key=" + SandboxClient.KEY,
                        "--webhook-types=none")
                .redirectErrorStream(true)
                .start();
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var base = address(process.inputReader());
            for (int i = 0; i < 8; i++) buyers.execute(() -> buyUntilItDies(base));
            while (answered.size() < 200) Thread.sleep(5);
            process.destroyForcibly().waitFor();
        }
        try (var shop = new SandboxClient(folder)) {
            var journal = shop.get("/sandbox/payments").body();
            assertThat(answered)
                    .hasSizeGreaterThan(199)
                    .allSatisfy(id -> assertThat(journal).contains(id));
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        var line = String.valueOf(output.readLine());
        return URI.create(line.substring(line.indexOf("http")));
    }

    private void buyUntilItDies(URI base) {
        var order = "amount=500&currency=eur&confirm=true&payment_method=pm_card_visa";
        var request = HttpRequest.newBuilder(base.resolve("/v1/payment_intents"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + SandboxClient.KEY)
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build();
        try {
            while (true) {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                int start = answer.body().indexOf("\"pi_") + 1;
                answered.add(answer.body().substring(start, answer.body().indexOf('"', start)));
            }
        } catch (IOException e) {
            // Killed, as planned.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
