package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks without a cluster that the manifests of Kubernetes name only what exists, pin what they
/// fetch, and agree with each other.
class KubernetesTest {

    static Stream<Map.Entry<String, Yaml>> manifests() throws IOException {
        var all = new ArrayList<Map.Entry<String, Yaml>>();
        try (var files = Files.list(ContainersTest.ROOT.resolve("deploy/kubernetes"))) {
            for (var file : files.sorted().toList()) {
                for (var one : Yaml.all(file)) {
                    all.add(Map.entry(file.getFileName() + ": " + one.text("kind"), one));
                }
            }
        }
        return all.stream();
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
    void everyNodeHasProbesAndEveryContainerLimits(Map.Entry<String, Yaml> manifest) {
        var it = manifest.getValue();
        if (!Set.of("Deployment", "Job").contains(it.text("kind"))) {
            return;
        }
        var template = it.at("spec").at("template");
        var isNode = it.text("kind").equals("Deployment");
        if (isNode) {
            assertThat(template.at("metadata").at("labels").value())
                    .isEqualTo(it.at("spec").at("selector").at("matchLabels").value());
        }
        assertThat(template.at("spec").at("securityContext").value().toString()).contains("runAsNonRoot=true");
        for (var container : template.at("spec").list("containers")) {
            assertThat(container.text("image")).matches(ContainersTest.PINNED);
            assertThat(container.keys()).contains("resources");
            assertThat(container.keys().containsAll(Set.of("readinessProbe", "livenessProbe")))
                    .isEqualTo(isNode);
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
    void onlyTheJobThatMigratesHasTheOwnersPassword() throws IOException {
        var all = manifests().map(Map.Entry::getValue).toList();
        var secrets = of(all, "Secret").stream()
                .filter(one -> one.at("stringData").keys().contains("spring_flyway_password"))
                .map(one -> one.at("metadata").text("name"))
                .toList();
        assertThat(secrets).containsExactly("packhouse-owner");
        assertThat(of(all, "Job").toString()).contains("secretName=packhouse-owner");
        assertThat(of(all, "Deployment").toString())
                .contains("secretName=packhouse,")
                .doesNotContain("-owner");
        assertThat(of(all, "ConfigMap").getFirst().at("data").keys()).doesNotContain("SPRING_FLYWAY_USER");
    }

    @Test
    void kustomizeNamesFilesThatExist() {
        var kustomization = Yaml.of(ContainersTest.ROOT.resolve("deploy/kubernetes/kustomization.yaml"));
        assertThat(kustomization.texts("resources"))
                .isNotEmpty()
                .allMatch(file -> Files.exists(
                        ContainersTest.ROOT.resolve("deploy/kubernetes").resolve(file)));
    }

    private static List<Yaml> of(Collection<Yaml> all, String kind) {
        return all.stream().filter(one -> one.text("kind").equals(kind)).toList();
    }
}
