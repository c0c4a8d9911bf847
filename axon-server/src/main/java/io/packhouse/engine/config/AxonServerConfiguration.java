package io.packhouse.engine.config;

import io.packhouse.engine.eventlog.AxonServerEventLog;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventlog.NumberedEventLog;
import io.packhouse.engine.eventstore.AppendedEvents;
import io.packhouse.engine.eventstore.EventTail;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Beans that differ when the events are in Axon Server. The store and the buses themselves come
/// from Axon's connector.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("axon.axonserver.enabled")
public class AxonServerConfiguration {

    @Bean
    EventLog axonServerEventLog(AxonServerConnectionManager connections) {
        return new AxonServerEventLog(() -> connections.getConnection().eventChannel());
    }

    @Bean
    NumberedEventLog axonServerNumberedLog(EventLog log, EventTail tail) {
        return new NumberedEventLog(log, 0, tail::position);
    }

    /// The embedded store records appended events by itself.
    @Bean
    ConfigurerModule recordAppendedEvents() {
        return configurer -> configurer.onInitialize(configuration -> configuration.onStart(
                Integer.MIN_VALUE,
                () -> configuration.eventStore().registerDispatchInterceptor(AppendedEvents.recording())));
    }
}
