package io.packhouse.engine.wiring;

import io.packhouse.engine.store.Appended;
import io.packhouse.engine.store.AxonServerEventLog;
import io.packhouse.engine.store.EventLog;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.store.NumberedLog;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What differs when the events live in Axon Server. The store and the buses themselves come from
/// Axon's connector.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("axon.axonserver.enabled")
public class AxonServerMode {

    @Bean
    EventLog axonServerEventLog(AxonServerConnectionManager connections) {
        return new AxonServerEventLog(() -> connections.getConnection().eventChannel());
    }

    @Bean
    NumberedLog axonServerNumberedLog(EventLog log, EventTail tail) {
        return new NumberedLog(log, 0, tail::position);
    }

    /// The embedded store notes what it appended by itself.
    @Bean
    ConfigurerModule notingAppendedEvents() {
        return configurer ->
                configurer.onInitialize(
                        configuration ->
                                configuration.onStart(
                                        Integer.MIN_VALUE,
                                        () ->
                                                configuration
                                                        .eventStore()
                                                        .registerDispatchInterceptor(
                                                                Appended.noting())));
    }
}
