package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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

/// Checks without a container engine that docker-compose.yml, Dockerfile and the manifests of
/// Kubernetes name only what exists, pin what they fetch, and agree with each other.
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

    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+[A-Za-z0-9._-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[^}]*}");

    static Stream<Map.Entry<String, Yaml>> services() {
        return COMPOSE.at("services").entries().stream();
    }

    static Stream<Map.Entry<String, Yaml>> manifests() throws IOException {
        var all = new ArrayList<Map.Entry<String, Yaml>>();
        try (var files = Files.list(ROOT.resolve("deploy/kubernetes"))) {
            for (var file : files.sorted().toList()) {
                for (var one : Yaml.all(file)) {
                    all.add(Map.entry(file.getFileName() + ": " + one.text("kind"), one));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsPinnedCheckedAndRestarted(Map.Entry<String, Yaml> service) {
        var it = service.getValue();
        assertThat(PARTS).containsAll(it.keys());
        assertThat(it.text("image")).matches(PINNED);
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
        assertThat(names).allMatch(KnownSettings.SETTINGS::isSetting);
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

    @ParameterizedTest
    @MethodSource("manifests")
    void everyManifestHasAVersionAKindAndAName(Map.Entry<String, Yaml> manifest) {
        var it = manifest.getValue();
        assertThat(it.text("apiVersion")).isNotEmpty();
        assertThat(it.text("kind")).isNotEmpty();
        if (!Set.of("Kustomization", "Namespace").contains(it.text("kind"))) {
            assertThat(it.at("metadata").text("name")).startsWith("packhouse");
            assertThat(it.at("metadata").text("namespace")).isEqualTo("packhouse");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyDeploymentHasProbesAndLimits(Map.Entry<String, Yaml> manifest) {
        var it = manifest.getValue();
        if (!it.text("kind").equals("Deployment")) {
            return;
        }
        var template = it.at("spec").at("template");
        assertThat(template.at("metadata").at("labels").value())
                .isEqualTo(it.at("spec").at("selector").at("matchLabels").value());
        assertThat(template.at("spec").at("securityContext").value().toString()).contains("runAsNonRoot=true");
        for (var container : template.at("spec").list("containers")) {
            assertThat(container.text("image")).matches(PINNED);
            assertThat(container.keys()).contains("readinessProbe", "livenessProbe", "resources");
            assertThat(container.at("resources").at("limits").keys()).contains("memory");
            assertThat(container.list("env").stream().map(one -> one.text("name")))
                    .isNotEmpty()
                    .allMatch(KnownSettings.SETTINGS::isSetting);
            var known = template.at("spec").list("volumes").stream().map(one -> one.text("name"));
            assertThat(container.list("volumeMounts").stream().map(one -> one.text("name")))
                    .isSubsetOf(known.toList());
        }
    }

    @Test
    void servicesBudgetsAndTheIngressSelectTheDeployments() throws IOException {
        var all = manifests().map(Map.Entry::getValue).toList();
        var labels = of(all, "Deployment").stream()
                .map(one -> one.at("spec").at("selector").at("matchLabels").value())
                .toList();
        assertThat(of(all, "Service"))
                .hasSize(1)
                .allMatch(one -> labels.contains(one.at("spec").at("selector").value()));
        assertThat(of(all, "PodDisruptionBudget"))
                .hasSize(1)
                .allMatch(one -> labels.contains(
                        one.at("spec").at("selector").at("matchLabels").value()));
        var service = of(all, "Service").getFirst().at("metadata").text("name");
        assertThat(of(all, "Ingress").toString()).contains("service={name=" + service + ",");
        assertThat(of(all, "ConfigMap").getFirst().at("data").keys()).allMatch(KnownSettings.SETTINGS::isSetting);
    }

    @Test
    void kustomizeNamesFilesThatExist() {
        var kustomization = Yaml.of(ROOT.resolve("deploy/kubernetes/kustomization.yaml"));
        assertThat(kustomization.texts("resources"))
                .isNotEmpty()
                .allMatch(file -> Files.exists(ROOT.resolve("deploy/kubernetes").resolve(file)));
    }

    private static List<Yaml> of(Collection<Yaml> all, String kind) {
        return all.stream().filter(one -> one.text("kind").equals(kind)).toList();
    }
}
