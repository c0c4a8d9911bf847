package io.packhouse.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.app.Packhouse;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// A wrong setting is reported with its name, its source and a valid alternative.
class SettingsCheckTest {

    @TempDir
    Path folder;

    @Test
    void aMisspelledPropertyIsNamedWithASuggestion() {
        var refused = refusal(Map.of("packhouse.comand-threads", "8"), Map.of());
        assertThat(refused).hasMessage("There is no setting packhouse.comand-threads (on the command line).");
        assertThat(refused.advice()).startsWith("Did you mean packhouse.command-threads");
        assertThat(refused.reason()).isEqualTo(StartupException.Reason.BAD_SETTING);
    }

    @Test
    void aMisspelledVariableIsNamedWithASuggestion() {
        var refused = refusal(Map.of(), Map.of("PACKHOUSE_ROEL", "query"));
        assertThat(refused).hasMessage("There is no setting PACKHOUSE_ROEL (in the environment).");
        assertThat(refused.advice()).contains("PACKHOUSE_ROLE", "docs/configuration.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PACKHOUSE_PORT",
                "PACKHOUSE_COMMANDTHREADS",
                "PACKHOUSE_COMMAND_THREADS",
                "PACKHOUSE_LOYALTY_PENDING",
                "PACKHOUSE_SANDBOX_PORT",
                "PACKHOUSE_MASTER_KEY_FILE",
                "PACKHOUSE_SERVICE_HOST",
                "PACKHOUSE_QUERY_SERVICE_PORT_HTTP",
                "PACKHOUSE_PORT_8080_TCP_ADDR"
            })
    void knownAndForeignVariablesAreAccepted(String variable) throws IOException {
        var value = variable.endsWith("_FILE") ? file("a-key").toString() : "8";
        checked(Map.of(), Map.of(variable, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packhouse.cache|many|a whole number of at least 1",
                "packhouse.pool.app|31|a whole number of at least 32",
                "packhouse.command-timeout|soon|a duration such as PT30S, PT15M or P2D",
                "packhouse.reservation.ttl|PT0S|a duration such as PT30S, PT15M or P2D",
                "packhouse.reservation.ttl|-PT5M|a duration such as PT30S, PT15M or P2D",
                "packhouse.role|both|all or command or query",
                "packhouse.log|xml|text or json",
                "packhouse.cluster|yes|true or false",
                "packhouse.public-url|shop.example.com|an address that begins with http://",
                "packhouse.store|redis|embedded or axon-server"
            })
    void anInvalidValueIsNamedWithAValidOne(String key, String value, String words) {
        var refused = refusal(Map.of(key, value), Map.of());
        assertThat(refused.getMessage())
                .startsWith("%s is \"%s\", which is not".formatted(key, value))
                .contains(words);
        assertThat(refused.advice())
                .startsWith("Set " + key + " (or PACKHOUSE_")
                .contains(words);
    }

    @Test
    void aVariableIsCheckedLikeItsProperty() {
        assertThat(refusal(Map.of(), Map.of("PACKHOUSE_MAX_BODY", "1MB")))
                .hasMessageStartingWith("packhouse.max-body is \"1MB\"");
    }

    @Test
    void secretsAreReadFromTheFilesThatVariablesName() throws IOException {
        var settings = checked(
                Map.of(),
                Map.of(
                        "SPRING_DATASOURCE_PASSWORD_FILE", file("of-the-app\n").toString(),
                        "STRIPE_WEBHOOK_SECRET_FILE", file("new\nold\n").toString()));
        assertThat(settings.getProperty("spring.datasource.password")).isEqualTo("of-the-app");
        assertThat(settings.getProperty("packhouse.stripe.webhook-secrets")).isEqualTo("new,old");
    }

    @Test
    void secretsAreReadFromAFolder() throws IOException {
        Files.writeString(folder.resolve("stripe_secret_key"), "sk_test_1\n");
        Files.writeString(folder.resolve("SPRING_FLYWAY_PASSWORD"), "of-the-owner");
        Files.writeString(folder.resolve("packhouse.reader.password"), "of-the-reader");
        Files.writeString(folder.resolve("somebody_elses"), "untouched");
        var settings = checked(Map.of(), Map.of("PACKHOUSE_SECRETS", folder.toString()));
        assertThat(settings.getProperty("packhouse.stripe.secret-key")).isEqualTo("sk_test_1");
        assertThat(settings.getProperty("spring.flyway.password")).isEqualTo("of-the-owner");
        assertThat(settings.getProperty("packhouse.reader.password")).isEqualTo("of-the-reader");
        assertThat(settings.getProperty("somebody_elses")).isNull();
    }

    @Test
    void thePlaceholderOfAnExampleIsNoSecret() throws IOException {
        var example = Files.readString(Path.of("../deploy/kubernetes/secrets.example.yaml"));
        assertThat(example).contains("whsec_" + SecretFiles.PLACEHOLDER);
        for (var given : Map.of("STRIPE_WEBHOOK_SECRET", "whsec_change-me", "SPRING_DATASOURCE_PASSWORD", "change-me")
                .entrySet()) {
            var refused = refusal(
                    Map.of(),
                    Map.of(given.getKey() + "_FILE", file(given.getValue()).toString()));
            assertThat(refused).hasMessage("The secret " + given.getKey() + " is the placeholder of an example.");
        }
    }

    @Test
    void anUnreadableSecretIsNamedWithItsFile() {
        var refused = refusal(Map.of(), Map.of("STRIPE_SECRET_KEY_FILE", "/nowhere/key"));
        assertThat(refused)
                .hasMessage("The secret STRIPE_SECRET_KEY is to be read from /nowhere/key, which cannot be read.");
        assertThat(refused.advice()).contains("STRIPE_SECRET_KEY_FILE");
    }

    @Test
    void anEmptySecretIsNotSet() throws IOException {
        var refused =
                refusal(Map.of(), Map.of("PACKHOUSE_MASTER_KEY_FILE", file("\n").toString()));
        assertThat(refused.getMessage()).contains("PACKHOUSE_MASTER_KEY").endsWith("is empty.");
        assertThat(refused.advice()).isNotBlank();
    }

    @Test
    void theFolderOfSecretsMustBeAFolder() {
        var refused = refusal(Map.of(), Map.of("PACKHOUSE_SECRETS", "/nowhere"));
        assertThat(refused).hasMessage("PACKHOUSE_SECRETS names /nowhere, which is not a folder.");
        assertThat(refused.advice()).contains("unset PACKHOUSE_SECRETS");
    }

    @Test
    void aSecretGivenTwiceIsRefused() throws IOException {
        var refused = refusal(
                Map.of(),
                Map.of(
                        "STRIPE_SECRET_KEY",
                        "sk_live_secret",
                        "STRIPE_SECRET_KEY_FILE",
                        file("sk_live_other").toString()));
        assertThat(refused).hasMessage("A secret is set twice: by STRIPE_SECRET_KEY and by STRIPE_SECRET_KEY_FILE.");
        assertThat(refused.getMessage() + refused.advice()).doesNotContain("sk_live");
    }

    @Test
    void packhouseLogJsonChoosesJson() {
        assertThat(checked(Map.of(), Map.of("PACKHOUSE_LOG", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
        assertThat(checked(Map.of(), Map.of()).getProperty("logging.structured.format.console"))
                .isNull();
    }

    @Test
    void theMainClassChecksItsSettings() {
        var application = Packhouse.application();
        application.setAdditionalProfiles("none");
        assertThatThrownBy(() -> application.run("--packhouse.pool.ap=4"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("packhouse.pool.ap");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), text);
    }

    private static StartupException refusal(Map<String, Object> arguments, Map<String, Object> variables) {
        try {
            checked(arguments, variables);
        } catch (StartupException refused) {
            return refused;
        }
        throw new AssertionError("It would have started");
    }

    private static StandardEnvironment checked(Map<String, Object> arguments, Map<String, Object> variables) {
        var settings = new StandardEnvironment();
        var sources = settings.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addFirst(new MapPropertySource("commandLineArgs", arguments));
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(settings);
        new SettingsCheck().postProcessEnvironment(settings, new SpringApplication());
        return settings;
    }
}
