package io.packhouse.engine.config;

import io.packhouse.engine.cluster.ClusterMembership;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.cluster.PostgresNotifyMessenger;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// This process as a node: its name, its role, and how it reaches the other nodes.
@Configuration(proxyBeanMethods = false)
public class NodeConfiguration {

    private static final String CLUSTER = "packhouse.cluster";

    @Bean
    Node node(
            @Value("${packhouse.node:}") String name,
            @Value("${packhouse.role:all}") String role,
            @Value("${packhouse.cluster:false}") boolean clustered) {
        var ownName = clustered ? Node.ownName() : Node.alone().name();
        return new Node(name.isBlank() ? ownName : name, Node.Role.of(role), clustered);
    }

    @Bean
    @ConditionalOnProperty(CLUSTER)
    PostgresNotifyMessenger postgresMessenger(DatabaseLogins databaseLogins, Node node) {
        return new PostgresNotifyMessenger(databaseLogins.app(), node);
    }

    @Bean
    @ConditionalOnProperty(name = CLUSTER, havingValue = "false", matchIfMissing = true)
    NodeMessenger silentMessenger() {
        return NodeMessenger.silent();
    }

    @Bean(destroyMethod = "leave")
    ClusterMembership clusterMembership(JdbcClient jdbc, Node node) {
        return new ClusterMembership(jdbc, node);
    }

    @Bean
    PeriodicTask heartbeat(
            ClusterMembership clusterMembership, ObjectProvider<EventProcessingConfiguration> processing) {
        return new PeriodicTask(
                "heartbeat",
                ClusterMembership.BEAT,
                () -> clusterMembership.heartbeat(
                        processing.getObject().eventProcessors().keySet()));
    }

    @Bean
    PeriodicTask staleNodeCleanup(ClusterMembership clusterMembership) {
        return new PeriodicTask("node-cleanup", Duration.ofHours(1), clusterMembership::deleteStaleNodes);
    }
}
