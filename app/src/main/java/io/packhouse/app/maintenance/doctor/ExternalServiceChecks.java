package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.store.AxonServerRawEventStore;
import io.packhouse.engine.datadirectory.EventStoreType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Checks of external services: the payment provider, and Axon Server if it is used.
record ExternalServiceChecks(MaintenanceContext here) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String STRIPE = "https://api.stripe.com";
    private static final int UNAUTHORIZED = 401;
    private static final int HTTP_BELOW_GRPC = 100;

    List<CheckResult> run() {
        var found = new ArrayList<CheckResult>();
        var key = setting("packhouse.stripe.secret-key", "STRIPE_SECRET_KEY");
        found.add(provider(key));
        found.add(webhooks(key));
        if (here.kind() == EventStoreType.AXON_SERVER) {
            found.add(server());
        }
        return found;
    }

    private String setting(String name, String environment) {
        var settings = here.settings();
        return settings.getProperty(name, settings.getProperty(environment, ""));
    }

    private CheckResult provider(String key) {
        if (key.isBlank()) {
            return CheckResult.skipped(
                    "provider",
                    "No payment provider is configured, so payments are disabled; ./packhouse run starts a sandbox.");
        }
        var base = here.settings().getProperty("packhouse.stripe.api-base", "");
        var address = base.isBlank() ? STRIPE : base;
        var answer = get(address + "/v1/balance", key);
        if (answer.isEmpty()) {
            return isHere(address)
                    ? CheckResult.skipped(
                            "provider",
                            "The sandbox does not respond at %s; ./packhouse run starts it.".formatted(address))
                    : CheckResult.broken(
                            "provider", address + " does not respond.", "Check the network: payments fail.");
        }
        if (answer.get().statusCode() == UNAUTHORIZED) {
            return CheckResult.broken(
                    "provider", address + " does not accept the key.", "Set STRIPE_SECRET_KEY to one that is valid.");
        }
        return CheckResult.fine("provider", address + " answers.");
    }

    private static boolean isHere(String address) {
        return address.startsWith("http://127.0.0.1:");
    }

    private CheckResult webhooks(String key) {
        if (key.isBlank()) {
            return CheckResult.skipped("webhooks", "No payment provider is configured; webhooks are refused.");
        }
        return setting("packhouse.stripe.webhook-secrets", "STRIPE_WEBHOOK_SECRET")
                        .isBlank()
                ? CheckResult.broken(
                        "webhooks",
                        "A Stripe key is set and no webhook secret; the engine will not start.",
                        "Set STRIPE_WEBHOOK_SECRET; without it webhooks could be forged.")
                : CheckResult.fine("webhooks", "A secret is set.");
    }

    private CheckResult server() {
        try (var events = AxonServerRawEventStore.at(here.servers(), here.token())) {
            var head = events.head();
            return CheckResult.fine(
                    "axon server",
                    String.format(
                            Locale.ROOT, "%s answers%s; its last event is at %,d.", here.servers(), version(), head));
        } catch (MaintenanceException refused) {
            return CheckResult.broken(
                    "axon server",
                    "%s: %s".formatted(here.servers(), refused.getMessage()),
                    "Start it, or set PACKHOUSE_AXONSERVER to the right one.");
        }
    }

    /// The HTTP port may differ from the default; then the version stays unknown.
    private String version() {
        var words = here.servers().split(",", -1)[0].split(":", -1);
        var port = words.length > 1 ? Integer.parseInt(words[1]) : AxonServerRawEventStore.PORT;
        var address = "http://%s:%s/v1/public/version".formatted(words[0], port - HTTP_BELOW_GRPC);
        return get(address, "")
                .map(HttpResponse::body)
                .map(body -> " as " + body)
                .orElse("");
    }

    private static Optional<HttpResponse<String>> get(String address, String key) {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
            if (!key.isBlank()) {
                request.header("Authorization", "Bearer " + key);
            }
            return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
