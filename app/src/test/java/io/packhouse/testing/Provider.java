package io.packhouse.testing;

import io.packhouse.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The sandbox provider of stories, and the settings of an engine that uses it.
public final class Provider {

    public static final String KEY = "sk_test_packhouse_sandbox";
    public static final String WEBHOOK_SECRET = "whsec_of_the_test_sandbox";

    private Provider() {}

    /// On any free port, with its journal under that folder.
    public static SandboxOptions options(Path folder, URI webhooks) {
        return SandboxOptions.defaults()
                .withPort(0)
                .withFolder(folder.resolve("sandbox"))
                .withSecrets(KEY, WEBHOOK_SECRET)
                .withWebhookUrl(webhooks);
    }

    public static List<String> settings(URI sandbox) {
        return List.of(
                "--packhouse.stripe.api-base=" + sandbox,
                "--packhouse.stripe.secret-key=" + KEY,
                "--packhouse.stripe.webhook-secrets=" + WEBHOOK_SECRET);
    }
}
