package io.packhouse.engine.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.packhouse.engine.store.EventLog;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.timers.Rounds;
import io.packhouse.engine.timers.Work;
import io.packhouse.engine.watch.Backlog;
import io.packhouse.engine.watch.Collected;
import io.packhouse.engine.watch.EngineGauges;
import io.packhouse.engine.watch.Followers;
import io.packhouse.engine.watch.Traces;
import io.packhouse.engine.watch.WatchedCommands;
import io.packhouse.engine.watch.WatchedEvents;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is measured of the engine, and by whom its steps are collected.
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {

    @Bean(destroyMethod = "close")
    Collected collected(Environment settings, ObjectProvider<SpanProcessor> processors) {
        return Collected.by(settings, processors.orderedStream().toList());
    }

    @Bean
    Traces traces(Collected collected, Clock clock) {
        return collected.traces(clock);
    }

    @Bean
    WatchedCommands watchedCommands(ObjectProvider<MeterRegistry> meters, Traces traces) {
        return new WatchedCommands(registry(meters), traces);
    }

    @Bean
    ConfigurerModule watchedEvents(
            ObjectProvider<MeterRegistry> meters, Traces traces, Clock clock) {
        return configurer ->
                configurer.eventProcessing(
                        processing ->
                                processing.registerDefaultHandlerInterceptor(
                                        (_, group) ->
                                                new WatchedEvents(
                                                        group, registry(meters), traces, clock)));
    }

    @Bean
    Followers followers(
            EventProcessingConfiguration processing,
            EventTail tail,
            EventLog log,
            JdbcClient jdbc,
            Serializer serializer,
            Clock clock) {
        return new Followers(processing, tail, log, jdbc, serializer, clock);
    }

    @Bean
    Backlog backlog(JdbcClient jdbc) {
        return new Backlog(jdbc);
    }

    @Bean
    EngineGauges engineGauges(
            ObjectProvider<MeterRegistry> meters,
            EventProcessingConfiguration processing,
            Followers followers,
            Backlog backlog,
            ObjectProvider<Work<?>> timers) {
        return new EngineGauges(
                registry(meters),
                processing,
                followers,
                backlog,
                timers.stream().map(Work::name).toList());
    }

    @Bean
    Rounds engineGaugeRounds(
            EngineGauges gauges, @Value("${packhouse.metrics.every:PT5S}") Duration pause) {
        return new Rounds("engine-gauges", pause, gauges::round);
    }

    private static MeterRegistry registry(ObjectProvider<MeterRegistry> meters) {
        return meters.getIfAvailable(SimpleMeterRegistry::new);
    }
}
