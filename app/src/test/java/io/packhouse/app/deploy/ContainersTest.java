package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks without a container engine that docker-compose.yml and Dockerfile name only what exists,
/// pin what they fetch, and agree with each other.
class ContainersTest {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Yaml COMPOSE = Yaml.of(ROOT.resolve("docker-compose.yml"));

    /// The fields of a service in the Compose Specification, as far as they are used here.
    static final Set<String> PARTS = Set.of(
            "image",
            "build",
            "profiles",
            "restart",
            "init",
            "hostname",
            "command",
            "environment",
            "stop_grace_period",
            "shm_size",
            "mem_limit",
            "cap_add",
            "cap_drop",
            "user",
            "security_opt",
            "secrets",
            "volumes",
            "depends_on",
            "ports",
            "healthcheck");

    static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+[A-Za-z0-9._-]*");
    private static final String OF_THE_SANDBOX = "PACKHOUSE_SANDBOX_";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[^}]*}");

    static Stream<Map.Entry<String, Yaml>> services() {
        return COMPOSE.at("services").entries().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsPinnedCheckedAndRestarted(Map.Entry<String, Yaml> service) {
        var it = service.getValue();
        assertThat(PARTS).containsAll(it.keys());
        assertThat(it.text("image")).matches(PINNED);
        if (Set.of("migrate", "tools").contains(service.getKey())) {
            assertThat(it.text("restart")).isEqualTo("on-failure"); // They end.
            return;
        }
        assertThat(it.text("restart")).isEqualTo("unless-stopped");
        assertThat(it.at("healthcheck").keys()).contains("test", "interval", "timeout", "retries");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres:18, false",
        "postgres, false",
        "postgres:latest, false",
        "postgres:18.6, true",
        "prom/prometheus:v3.5.0, true"
    })
    void onlyAVersionOrADigestIsAPin(String image, boolean isPinned) {
        assertThat(PINNED.matcher(image).matches()).isEqualTo(isPinned);
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatAServiceNamesExists(Map.Entry<String, Yaml> service) {
        var it = service.getValue();
        for (var volume : it.texts("volumes")) {
            var source = volume.split(":", -1)[0];
            if (!source.startsWith("./")) {
                assertThat(COMPOSE.at("volumes").keys()).contains(source);
            } else {
                assertThat(ROOT.resolve(source)).exists();
            }
        }
        assertThat(COMPOSE.at("secrets").keys()).containsAll(it.texts("secrets"));
        assertThat(COMPOSE.at("services").keys())
                .containsAll(it.at("depends_on").keys());
    }

    @Test
    void prometheusScrapesEveryNode() {
        var jobs = Yaml.of(ROOT.resolve("ops/prometheus.yml")).list("scrape_configs");
        var nodes = services()
                .filter(one -> one.getKey().startsWith("node-"))
                .map(one -> one.getKey() + ":8080")
                .toList();
        assertThat(jobs).hasSize(1);
        assertThat(jobs.getFirst().list("static_configs").getFirst().texts("targets"))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(nodes);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everySettingOfAServiceExists(Map.Entry<String, Yaml> service) {
        var isOurs = service.getValue().text("image").startsWith("packhouse:");
        var names = isOurs ? service.getValue().at("environment").keys() : Set.<String>of();
        assertThat(names)
                .filteredOn(name -> !name.startsWith(OF_THE_SANDBOX))
                .allMatch(KnownSettings.SETTINGS::isSetting);
    }

    @Test
    void onlyMigrationsAndToolsHaveTheOwnersPassword() {
        var owners = services()
                .filter(one -> one.getValue().texts("secrets").contains("spring_flyway_password"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(owners).containsExactlyInAnyOrder("postgres", "migrate", "tools");
        assertThat(COMPOSE.at("x-settings").keys()).doesNotContain("SPRING_FLYWAY_USER");
        for (var node : List.of("node-1", "node-2")) {
            var before = COMPOSE.at("services").at(node).at("depends_on");
            assertThat(before.at("migrate").text("condition")).isEqualTo("service_completed_successfully");
        }
    }

    @Test
    void theSandboxIsForThisMachineOnly() {
        var sandbox = COMPOSE.at("services").at("sandbox");
        var nodes = COMPOSE.at("x-settings").text("PACKHOUSE_STRIPE_API_BASE");
        assertThat(nodes).isEqualTo("${SANDBOX:+http://sandbox:8090}");
        assertThat(services().flatMap(one -> one.getValue().at("environment").keys().stream()))
                .filteredOn(name -> name.startsWith(OF_THE_SANDBOX))
                .hasSizeGreaterThan(3)
                .allMatch(name -> text("sandbox/README.md").contains("`" + name + "`"));
        assertThat(sandbox.texts("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void theProfilesFollowFromTheVariablesOfTheExample() {
        var profiles = services().flatMap(one -> one.getValue().texts("profiles").stream());
        assertThat(profiles).contains("sandbox", "mail", "axon", "watch");
        assertThat(text(".env.example"))
                .contains("COMPOSE_PROFILES=${SANDBOX:+sandbox},${MAIL_CATCHER:+mail},"
                        + "${PACKHOUSE_AXONSERVER:+axon},${WATCH:+watch}");
    }

    @Test
    void anUnknownSettingIsFound() {
        assertThat(List.of("PACKHOUSE_ROLL", "SPRING_DATASOURCE_URI", "SERVER_ADRESS", "STRIPE_KEY"))
                .noneMatch(KnownSettings.SETTINGS::isSetting);
        assertThat(List.of("PACKHOUSE_RESERVATION_TTL", "SPRING_DATASOURCE_URL", "SERVER_PORT", "JAVA_FLAGS"))
                .allMatch(KnownSettings.SETTINGS::isSetting);
    }

    @Test
    void everyVariableIsExplainedInTheExample() throws IOException {
        var asked = new HashSet<String>();
        var matcher = VARIABLE.matcher(Files.readString(ROOT.resolve("docker-compose.yml")));
        while (matcher.find()) {
            asked.add(matcher.group(1));
        }
        var explained = Files.readAllLines(ROOT.resolve(".env.example")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        asked.addAll(List.of("MAIL_CATCHER", "WATCH", "COMPOSE_PROFILES")); // Read by Compose and by that file itself.
        assertThat(explained).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void everySecretOfComposeIsGenerated() throws IOException {
        var maker = Files.readString(ROOT.resolve("deploy/make-secrets"));
        assertThat(COMPOSE.at("secrets").keys()).allMatch(maker::contains);
        for (var secret : COMPOSE.at("secrets").entries()) {
            assertThat(secret.getValue().text("file")).isEqualTo("./secrets/" + secret.getKey());
        }
    }

    @Test
    void theProxyListsTheNodesOfCompose() throws IOException {
        var environment = COMPOSE.at("services").at("haproxy").at("environment");
        var configuration = Files.readString(ROOT.resolve("deploy/haproxy.cfg"));
        assertThat(environment.keys())
                .containsExactlyInAnyOrder("PROXY_ADDRESS", "NODE_1", "NODE_2")
                .allMatch(name -> configuration.contains("presetenv " + name + " "));
        for (var number : List.of("1", "2")) {
            var node = environment.text("NODE_" + number).split(":", -1)[0];
            assertThat(COMPOSE.at("services").at(node).at("environment").text("PACKHOUSE_NODE"))
                    .isEqualTo(node);
        }
        var ofAll = COMPOSE.at("x-settings");
        assertThat(ofAll.text("SERVER_FORWARD_HEADERS_STRATEGY")).isEqualTo("native");
        assertThat(ofAll.keys()).doesNotContain("PACKHOUSE_ROLE"); // Each node answers every route.
    }

    @Test
    void theImageIsPinnedAndDoesNotRunAsRoot() throws IOException {
        var lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        assertThat(lines).filteredOn(line -> line.startsWith("FROM")).hasSize(2);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .allMatch(line -> PINNED.matcher(line.split(" ", -1)[1]).matches());
        assertThat(lines).contains("USER 10001:10001").anyMatch(line -> line.startsWith("HEALTHCH"));
        for (var file : List.of("deploy/start", "deploy/healthy", "deploy/make-secrets")) {
            assertThat(ROOT.resolve(file)).isExecutable();
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
