package io.packhouse.engine.wiring;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Neighbours;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.nodes.PostgresBell;
import io.packhouse.engine.postgres.Databases;
import io.packhouse.engine.timers.Rounds;
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
    PostgresBell postgresBell(Databases databases, Node node) {
        return new PostgresBell(databases.app(), node);
    }

    @Bean
    @ConditionalOnProperty(name = CLUSTER, havingValue = "false", matchIfMissing = true)
    Bell silentBell() {
        return Bell.silent();
    }

    @Bean(destroyMethod = "leave")
    Neighbours neighbours(JdbcClient jdbc, Node node) {
        return new Neighbours(jdbc, node);
    }

    @Bean
    Rounds beat(Neighbours neighbours, ObjectProvider<EventProcessingConfiguration> processing) {
        return new Rounds(
                "beat",
                Neighbours.BEAT,
                () -> neighbours.beat(processing.getObject().eventProcessors().keySet()));
    }

    @Bean
    Rounds forgettingNodes(Neighbours neighbours) {
        return new Rounds("forgetting-nodes", Duration.ofHours(1), neighbours::forget);
    }
}
