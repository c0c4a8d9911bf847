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

/// Whether this process is one of several, which one, and how it meets the others.
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
    PostgresNotifyMessenger postgresBell(DatabaseLogins databaseLogins, Node node) {
        return new PostgresNotifyMessenger(databaseLogins.app(), node);
    }

    @Bean
    @ConditionalOnProperty(name = CLUSTER, havingValue = "false", matchIfMissing = true)
    NodeMessenger silentBell() {
        return NodeMessenger.silent();
    }

    @Bean(destroyMethod = "leave")
    ClusterMembership neighbours(JdbcClient jdbc, Node node) {
        return new ClusterMembership(jdbc, node);
    }

    @Bean
    PeriodicTask beat(
            ClusterMembership clusterMembership,
            ObjectProvider<EventProcessingConfiguration> processing) {
        return new PeriodicTask(
                "beat",
                ClusterMembership.BEAT,
                () -> clusterMembership.beat(processing.getObject().eventProcessors().keySet()));
    }

    @Bean
    PeriodicTask forgettingNodes(ClusterMembership clusterMembership) {
        return new PeriodicTask("forgetting-nodes", Duration.ofHours(1), clusterMembership::forget);
    }
}
