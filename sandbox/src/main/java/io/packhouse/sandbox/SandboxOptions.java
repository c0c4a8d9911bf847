package io.packhouse.sandbox;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Options of a sandbox. No webhook types means all of them; port 0 means any free one; secrets
/// that are not given are generated and stored in the folder. Browsers reach the pay pages at the
/// public address, which is the one it listens on unless it is given.
public record SandboxOptions(
        InetAddress address,
        int port,
        @Nullable URI publicUrl,
        Path folder,
        URI webhookUrl,
        @Nullable String webhookSecret,
        List<String> webhookTypes,
        @Nullable String secretKey,
        Duration slowCard) {

    private static final String PREFIX = "PACKHOUSE_SANDBOX_";

    public SandboxOptions {
        webhookTypes = List.copyOf(webhookTypes);
    }

    public static SandboxOptions defaults() {
        return from(Map.of());
    }

    /// Arguments such as `--webhook-url=…` take precedence over `PACKHOUSE_SANDBOX_WEBHOOK_URL`.
    static SandboxOptions from(Map<String, String> environment, String... arguments) {
        var all = new HashMap<>(environment);
        for (var argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not --name=value: " + argument);
            }
            var name = argument.substring(2, equals).replace('-', '_');
            all.put(PREFIX + name.toUpperCase(Locale.ROOT), argument.substring(equals + 1));
        }
        return from(all);
    }

    private static SandboxOptions from(Map<String, String> all) {
        var types = all.getOrDefault(PREFIX + "WEBHOOK_TYPES", "");
        var slow = all.getOrDefault(PREFIX + "SLOW_CARD_SECONDS", "30");
        var publicUrl = given(all, "PUBLIC_URL");
        return new SandboxOptions(
                address(all.getOrDefault(PREFIX + "ADDRESS", "127.0.0.1")),
                Integer.parseInt(all.getOrDefault(PREFIX + "PORT", "8090")),
                publicUrl == null ? null : URI.create(publicUrl),
                Path.of(all.getOrDefault(PREFIX + "FOLDER", "data/sandbox")),
                URI.create(all.getOrDefault(
                        PREFIX + "WEBHOOK_URL", "http://127.0.0.1:8080/api/v1/payments/webhooks/stripe")),
                given(all, "WEBHOOK_SECRET"),
                types.isEmpty() ? List.of() : List.of(types.split(",", -1)),
                given(all, "SECRET_KEY"),
                Duration.ofSeconds(Long.parseLong(slow)));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("There is no address " + text + ".", e);
        }
    }

    private static @Nullable String given(Map<String, String> all, String name) {
        var value = all.get(PREFIX + name);
        return value == null || value.isBlank() ? null : value;
    }

    public SandboxOptions withSecrets(String key, String webhooks) {
        return new SandboxOptions(address, port, publicUrl, folder, webhookUrl, webhooks, webhookTypes, key, slowCard);
    }

    public SandboxOptions withPort(int chosen) {
        return new SandboxOptions(
                address, chosen, publicUrl, folder, webhookUrl, webhookSecret, webhookTypes, secretKey, slowCard);
    }

    public SandboxOptions withFolder(Path chosen) {
        return new SandboxOptions(
                address, port, publicUrl, chosen, webhookUrl, webhookSecret, webhookTypes, secretKey, slowCard);
    }

    public SandboxOptions withWebhookUrl(URI chosen) {
        return new SandboxOptions(
                address, port, publicUrl, folder, chosen, webhookSecret, webhookTypes, secretKey, slowCard);
    }

    public SandboxOptions withWebhookTypes(List<String> chosen) {
        return new SandboxOptions(
                address, port, publicUrl, folder, webhookUrl, webhookSecret, chosen, secretKey, slowCard);
    }

    public SandboxOptions withSlowCard(Duration chosen) {
        return new SandboxOptions(
                address, port, publicUrl, folder, webhookUrl, webhookSecret, webhookTypes, secretKey, chosen);
    }

    boolean subscribes(String type) {
        return webhookTypes.isEmpty() || webhookTypes.contains(type);
    }
}
