package io.packhouse.engine.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

class RendezvousSegmentProviderTest {

    @TempDir
    static Path folder;

    @Test
    void livingNodesShareEverySegmentAndDeadOnesNone() {
        try (var database = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder, "--spring.main.banner-mode=off")) {
            var jdbc = database.getBean(JdbcClient.class);
            var commands = List.of(node(jdbc, "c1", Node.Role.COMMAND), all(jdbc, "a1"));
            var queries = List.of(node(jdbc, "q1", Node.Role.QUERY), all(jdbc, "a2"));
            var nodes =
                    List.of(commands, queries).stream().flatMap(List::stream).toList();
            IntStream.range(0, 8).forEach(segment -> segment(jdbc, "order-placement", segment));
            segment(jdbc, "projection-orders", 0);
            nodes.forEach(RendezvousSegmentProviderTest::beat);
            // At its first heartbeat the first did not see the last.
            nodes.forEach(RendezvousSegmentProviderTest::beat);

            assertThat(shares(nodes, "order-placement")).isEqualTo(8);
            assertThat(shares(nodes, "projection-orders")).isEqualTo(1);
            assertThat(share(queries.getFirst(), "order-placement")).isZero();
            assertThat(share(commands.getFirst(), "projection-orders")).isZero();
            assertThat(nodes)
                    .filteredOn(one -> one.own().role() != Node.Role.QUERY)
                    .allSatisfy(one -> assertThat(share(one, "order-placement")).isPositive());

            // a1 dies: the others take over its segments once its heartbeat has timed out.
            jdbc.sql("update engine.node set seen_at = seen_at - interval '7 s' where name = 'a1'")
                    .update();
            var left =
                    nodes.stream().filter(one -> !one.own().name().equals("a1")).toList();
            left.forEach(RendezvousSegmentProviderTest::beat);
            assertThat(shares(left, "order-placement")).isEqualTo(8);

            // The others do not share the segments of a processor that only a newer version has.
            commands.getFirst().heartbeat(Set.of("order-placement", "brand-new"));
            left.stream().skip(1).forEach(RendezvousSegmentProviderTest::beat);
            assertThat(share(commands.getFirst(), "brand-new")).isOne();
        }
    }

    @Test
    void aSingleNodeClaimsEverySegment() {
        assertThat(new RendezvousSegmentProvider(new ClusterMembership(null, Node.alone()), _ -> false)
                        .getMaxSegments("any"))
                .isGreaterThan(1_000);
    }

    @Test
    void aProcessorCanBeCreatedBeforeTheFirstHeartbeat() {
        var node = new Node("new", Node.Role.ALL, true);
        assertThat(new RendezvousSegmentProvider(new ClusterMembership(null, node), _ -> false).getMaxSegments("any"))
                .isOne();
    }

    private static void beat(ClusterMembership node) {
        var role = node.own().role();
        node.heartbeat(
                role == Node.Role.ALL
                        ? Set.of("order-placement", "projection-orders")
                        : Set.of(role == Node.Role.QUERY ? "projection-orders" : "order-placement"));
    }

    private static ClusterMembership all(JdbcClient jdbc, String name) {
        return node(jdbc, name, Node.Role.ALL);
    }

    private static ClusterMembership node(JdbcClient jdbc, String name, Node.Role role) {
        return new ClusterMembership(jdbc, new Node(name, role, true));
    }

    private static int shares(List<ClusterMembership> nodes, String processor) {
        return nodes.stream().mapToInt(node -> share(node, processor)).sum();
    }

    private static int share(ClusterMembership node, String processor) {
        return new RendezvousSegmentProvider(node, _ -> false).getMaxSegments(processor);
    }

    private static void segment(JdbcClient jdbc, String processor, int segment) {
        jdbc.sql("insert into engine.token_entry (processor_name, segment) values (?, ?)")
                .params(processor, segment)
                .update();
    }
}
