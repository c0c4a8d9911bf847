package io.packhouse.app.settings;

import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Secrets from files: `<VARIABLE>_FILE` names one, or the folder PACKHOUSE_SECRETS contains a file
/// named like the variable, in upper or lower case.
public final class SecretFiles {

    static final String FOLDER = "packhouse.secrets";

    /// Variable and property of every secret.
    static final Map<String, String> KNOWN = Map.of(
            "SPRING_DATASOURCE_PASSWORD", "spring.datasource.password",
            "SPRING_FLYWAY_PASSWORD", "spring.flyway.password",
            "PACKHOUSE_READER_PASSWORD", "packhouse.reader.password",
            "PACKHOUSE_ANALYST_PASSWORD", "packhouse.analyst.password",
            "STRIPE_SECRET_KEY", "packhouse.stripe.secret-key",
            "STRIPE_WEBHOOK_SECRET", "packhouse.stripe.webhook-secrets",
            "PACKHOUSE_ADMIN_PASSWORD", "packhouse.admin.password",
            "PACKHOUSE_OIDC_CLIENT_SECRET", "packhouse.oidc.client.secret",
            "PACKHOUSE_MAIL_PASSWORD", "packhouse.mail.password",
            "PACKHOUSE_MASTER_KEY", "packhouse.master-key");

    /// In every secret of deploy/kubernetes/secrets.example.yaml.
    static final String PLACEHOLDER = "change-me";

    private final ConfigurableEnvironment settings;

    SecretFiles(ConfigurableEnvironment settings) {
        this.settings = settings;
    }

    /// Reads them, for the engine and for the commands beside it.
    public static void addTo(ConfigurableEnvironment settings) {
        settings.getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("secrets in files", new SecretFiles(settings).read()));
    }

    /// The secrets by property.
    Map<String, Object> read() {
        var found = new LinkedHashMap<String, Object>();
        KNOWN.forEach((variable, property) ->
                file(variable).ifPresent(file -> found.put(property, text(variable, file))));
        return found;
    }

    private Optional<Path> file(String variable) {
        var ways = new ArrayList<String>();
        var named = settings.getProperty(variable + "_FILE", "");
        var file = named.isBlank() ? inFolder(variable) : Optional.of(Path.of(named));
        if (!settings.getProperty(variable, "").isBlank()) {
            ways.add(variable);
        }
        file.ifPresent(there -> ways.add(named.isBlank() ? "the file " + there : variable + "_FILE"));
        if (ways.size() > 1) {
            throw refused(
                    "A secret is set twice: by %s.".formatted(String.join(" and by ", ways)), "Remove one of them.");
        }
        return file;
    }

    private Optional<Path> inFolder(String variable) {
        var given = settings.getProperty(FOLDER, "");
        if (given.isBlank()) {
            return Optional.empty();
        }
        var folder = Path.of(given);
        if (!Files.isDirectory(folder)) {
            throw refused(
                    "PACKHOUSE_SECRETS names %s, which is not a folder.".formatted(folder),
                    "Mount the secrets there, one file each, or unset PACKHOUSE_SECRETS.");
        }
        return in(folder, variable);
    }

    /// The file of that folder with the secret.
    public static Optional<Path> in(Path folder, String variable) {
        return List.of(variable, variable.toLowerCase(Locale.ROOT), KNOWN.get(variable)).stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private static String text(String variable, Path file) {
        try {
            var text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return text.lines()
                        .map(String::strip)
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();
            }
        } catch (IOException e) {
            throw refused(
                    "The secret %s is to be read from %s, which cannot be read.".formatted(variable, file),
                    "Make it readable for the user of the engine, or name another in %s_FILE.".formatted(variable));
        }
        throw refused(
                "The secret %s is to be read from %s, which is empty.".formatted(variable, file),
                "Write the secret into that file, or remove the file.");
    }

    private static StartupException refused(String sentence, String advice) {
        return new StartupException(StartupException.Reason.BAD_SETTING, sentence, advice);
    }
}
