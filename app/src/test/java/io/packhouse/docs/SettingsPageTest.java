package io.packhouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.settings.Setting;
import io.packhouse.app.settings.SettingType;
import io.packhouse.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md`: every setting there is. What the code asks for and nobody may set, or
/// what may be set and nobody asks for, has no place.
class SettingsPageTest {

    private static final Pattern ASKED =
            Pattern.compile(
                    "(?:\\$\\{|[pP]roperty\\(\\s*\"|havingValue|\"--?D?)(packhouse\\.[a-z][a-z.-]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(PACKHOUSE_[A-Z_]+[A-Z])\\b");

    @Test
    void whatTheCodeAsksForCanBeSet() throws IOException {
        var asked = found(ASKED, path -> path.toString().contains("/src/main/java/"));
        assertThat(asked).contains("packhouse.data", "packhouse.reservation.ttl");
        assertThat(asked).filteredOn(key -> !Settings.isKnown(key)).isEmpty();
    }

    @Test
    void whatScriptsAndPagesNameCanBeSet() throws IOException {
        var named =
                found(
                        VARIABLE,
                        path ->
                                path.startsWith(Sources.ROOT.resolve("docs"))
                                        || path.startsWith(Sources.ROOT.resolve("ops"))
                                        || path.equals(Sources.ROOT.resolve("packhouse"))
                                        || path.equals(Sources.ROOT.resolve("README.md"))
                                        || path.toString().endsWith("compose.yml"));
        assertThat(named).contains("PACKHOUSE_DATA");
        assertThat(named).filteredOn(name -> !Settings.isKnown(name)).isEmpty();
    }

    @Test
    void isWhatTheCodeKnows() throws IOException {
        GeneratedPage.mustBe(
                "configuration.md",
                """
                # Configuration

                Made from the code by a test; do not edit. Every setting is a property
                (`--packhouse.reservation.ttl=PT20M`, or a line in an `application.yaml` beside the program)
                and an environment variable. A name that is not in here and a value that is none
                refuse to start and say what to write instead.

                | variable | property | what it may be | without it | what it does |
                |---|---|---|---|---|
                """
                        + Settings.all().stream()
                                .map(SettingsPageTest::row)
                                .collect(Collectors.joining())
                        + """

                        The rules of the loyalty programme stand under `packhouse.loyalty` in
                        `application.yaml`. The database is Spring's to configure:
                        `SPRING_DATASOURCE_URL`, `_USERNAME` and `_PASSWORD` name a PostgreSQL of
                        yours, `SPRING_FLYWAY_USER` and `_PASSWORD` who migrates it.
                        `PACKHOUSE_AXONSERVER=host:8124` chooses Axon Server. Traces go to the
                        collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names (OTLP over HTTP, such
                        as `http://127.0.0.1:4318`); OpenTelemetry's other variables, for instance
                        `OTEL_TRACES_SAMPLER=parentbased_traceidratio` with
                        `OTEL_TRACES_SAMPLER_ARG=0.1`, count as well.

                        ## Secrets

                        Each of these can stand in a file instead: name the file with
                        `<VARIABLE>_FILE`, or put it, named like the variable in capitals or not,
                        into the folder that `PACKHOUSE_SECRETS` names (`/run/secrets` with
                        Docker). Giving one twice refuses to start.

                        """
                        + Settings.secrets().stream()
                                .map("- `%s`\n"::formatted)
                                .collect(Collectors.joining()));
    }

    private static String row(Setting setting) {
        var standard = setting.standard().isEmpty() ? "–" : "`" + setting.standard() + "`";
        if (setting.standard().contains(" ") || setting.standard().contains("'")) {
            standard = setting.standard();
        }
        var kind = setting.kind() instanceof SettingType.Text ? "text" : setting.kind().words();
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(setting.variable(), setting.key(), kind, standard, setting.sentence());
    }

    private static Set<String> found(Pattern pattern, Predicate<Path> wanted) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(Sources.ROOT)) {
            for (var file :
                    files.filter(path -> !path.toString().contains("/target/"))
                            .filter(path -> !path.toString().contains("/.git"))
                            .filter(path -> !path.toString().contains("/images/"))
                            .filter(Files::isRegularFile)
                            .filter(wanted)
                            .toList()) {
                var matcher = pattern.matcher(Files.readString(file));
                matcher.results().forEach(one -> found.add(one.group(1)));
            }
        }
        return found;
    }
}
