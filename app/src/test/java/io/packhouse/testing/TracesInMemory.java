package io.packhouse.testing;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// A collector that stores spans in memory, for an engine with the profile `traced`.
@Configuration(proxyBeanMethods = false)
@Profile("traced")
public class TracesInMemory {

    @Bean
    InMemorySpanExporter collectedSpans() {
        return InMemorySpanExporter.create();
    }

    @Bean
    SpanProcessor toMemory(InMemorySpanExporter spans) {
        return SimpleSpanProcessor.create(spans);
    }
}
