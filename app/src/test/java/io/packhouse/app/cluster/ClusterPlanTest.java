package io.packhouse.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPlanTest {

    @ParameterizedTest
    @CsvSource({
        "1, all",
        "2, command query",
        "3, command query all",
        "4, command query all command",
        "6, command query all command query command"
    })
    void nodesShareTheWork(int nodes, String roles) {
        assertThat(IntStream.rangeClosed(1, nodes).mapToObj(n -> NodePlan.role(n, nodes)))
                .containsExactly(roles.split(" ", -1));
    }

    @Test
    void nodesStandOnFreePortsAfterTheGateways() {
        var ports = NodePlan.of(4, 23_400, 23_402).stream().map(NodePlan::port).toList();
        assertThat(ports).isSorted().doesNotHaveDuplicates().doesNotContain(23_400, 23_402);
    }

    @Test
    void aNodeIsToldWhoItIsAndTheGatewayWhoThereIs() {
        var options = options(Map.of("PACKHOUSE_PORT", "23400"), "--nodes", "3");
        var plans =
                List.of(
                        new NodePlan("node-1", "command", 1),
                        new NodePlan("node-2", "query", 2),
                        new NodePlan("node-3", "all", 3));
        assertThat(Settings.node(plans.getFirst(), options, null))
                .containsEntry("PACKHOUSE_ROLE", "command")
                .containsEntry("PACKHOUSE_NODE", "node-1")
                .containsEntry("PACKHOUSE_PUBLIC_URL", "http://127.0.0.1:23400")
                .doesNotContainKey("SPRING_DATASOURCE_URL");
        assertThat(Settings.gateway(options, plans))
                .containsEntry("PACKHOUSE_GATEWAY_COMMAND", "http://127.0.0.1:1,http://127.0.0.1:3")
                .containsEntry("PACKHOUSE_GATEWAY_QUERY", "http://127.0.0.1:2,http://127.0.0.1:3");
    }

    @Test
    void addressesOfYoursWinOverItsOwn() {
        var options =
                options(
                        Map.of(
                                "PACKHOUSE_PUBLIC_URL",
                                "https://shop.example.com",
                                "PACKHOUSE_GATEWAY_ADDRESS",
                                "0.0.0.0"));
        assertThat(Settings.node(new NodePlan("node-1", "all", 1), options, null))
                .containsEntry("PACKHOUSE_PUBLIC_URL", "https://shop.example.com");
        assertThat(Settings.gateway(options, List.of()))
                .containsEntry("PACKHOUSE_GATEWAY_ADDRESS", "0.0.0.0");
    }

    @Test
    void theNodesReadTheSecretsThatTheSandboxKeeps() {
        var options = options(Map.of("PACKHOUSE_DATA", "/shop"));
        assertThat(Settings.sandbox(options))
                .containsEntry("PACKHOUSE_SANDBOX_FOLDER", "/shop/sandbox");
        assertThat(Settings.node(new NodePlan("node-1", "all", 1), options, null))
                .containsEntry("STRIPE_SECRET_KEY_FILE", "/shop/sandbox/secret-key")
                .containsEntry("STRIPE_WEBHOOK_SECRET_FILE", "/shop/sandbox/webhook-secret");
    }

    @Test
    void aProviderOfYoursTakesThePlaceOfTheSandbox() {
        assertThat(options(Map.of("PACKHOUSE_STRIPE_SECRET_KEY", "sk_test_1")).hasProvider())
                .isTrue();
        var options = options(Map.of("STRIPE_SECRET_KEY", "sk_test_1"));
        assertThat(options.hasProvider()).isTrue();
        assertThat(Settings.node(new NodePlan("node-1", "all", 1), options, null))
                .doesNotContainKeys("PACKHOUSE_STRIPE_API_BASE", "STRIPE_SECRET_KEY_FILE");
    }

    @Test
    void itsKeyMayLieInAFile(@TempDir Path secrets) throws Exception {
        assertThat(options(Map.of("STRIPE_SECRET_KEY_FILE", "key")).hasProvider()).isTrue();
        var folder = Map.of("PACKHOUSE_SECRETS", secrets.toString());
        assertThat(options(folder).hasProvider()).isFalse();
        Files.writeString(secrets.resolve("stripe_secret_key"), "sk_test_1");
        assertThat(options(folder).hasProvider()).isTrue();
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> options(Map.of(), "--nodes", "7")).hasMessageContaining("1 to 6");
        assertThatThrownBy(() -> options(Map.of(), "--nodes", "many"))
                .hasMessageContaining("number");
        assertThatThrownBy(() -> options(Map.of(), "--nodes")).hasMessageContaining("number");
        assertThatThrownBy(() -> options(Map.of(), "walk"))
                .hasMessageContaining("say run or status");
    }

    private static ClusterOptions options(Map<String, String> environment, String... words) {
        return ClusterOptions.of(environment, List.of(words));
    }
}
