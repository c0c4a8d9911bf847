package io.packhouse.engine.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.monitoring.Backlog;
import io.packhouse.engine.monitoring.CommandMetricsInterceptor;
import io.packhouse.engine.monitoring.EngineGauges;
import io.packhouse.engine.monitoring.EventMetricsInterceptor;
import io.packhouse.engine.monitoring.OpenTelemetrySetup;
import io.packhouse.engine.monitoring.ProcessorLag;
import io.packhouse.engine.monitoring.Tracing;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.engine.scheduling.PeriodicTask;
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

/// Metrics and traces of the engine.
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {

    @Bean(destroyMethod = "close")
    OpenTelemetrySetup collected(Environment settings, ObjectProvider<SpanProcessor> processors) {
        return OpenTelemetrySetup.by(settings, processors.orderedStream().toList());
    }

    @Bean
    Tracing traces(OpenTelemetrySetup openTelemetrySetup, Clock clock) {
        return openTelemetrySetup.traces(clock);
    }

    @Bean
    CommandMetricsInterceptor commandMetrics(ObjectProvider<MeterRegistry> meters, Tracing tracing) {
        return new CommandMetricsInterceptor(registry(meters), tracing);
    }

    @Bean
    ConfigurerModule eventMetrics(ObjectProvider<MeterRegistry> meters, Tracing tracing, Clock clock) {
        return configurer -> configurer.eventProcessing(processing -> processing.registerDefaultHandlerInterceptor(
                (_, group) -> new EventMetricsInterceptor(group, registry(meters), tracing, clock)));
    }

    @Bean
    ProcessorLag processorLag(
            EventProcessingConfiguration processing,
            EventTail tail,
            EventLog log,
            JdbcClient jdbc,
            Serializer serializer,
            Clock clock,
            Node node) {
        return new ProcessorLag(processing, tail, log, jdbc, serializer, clock, node.name());
    }

    @Bean
    Backlog backlog(JdbcClient jdbc) {
        return new Backlog(jdbc);
    }

    @Bean
    EngineGauges engineGauges(
            ObjectProvider<MeterRegistry> meters,
            EventProcessingConfiguration processing,
            ProcessorLag processorLag,
            Backlog backlog,
            ObjectProvider<DurableTask<?>> timers) {
        return new EngineGauges(
                registry(meters),
                processing,
                processorLag,
                backlog,
                timers.stream().map(DurableTask::name).toList());
    }

    @Bean
    PeriodicTask engineGaugeRounds(EngineGauges gauges, @Value("${packhouse.metrics.interval:PT5S}") Duration pause) {
        return new PeriodicTask("engine-gauges", pause, gauges::round);
    }

    private static MeterRegistry registry(ObjectProvider<MeterRegistry> meters) {
        return meters.getIfAvailable(SimpleMeterRegistry::new);
    }
}
