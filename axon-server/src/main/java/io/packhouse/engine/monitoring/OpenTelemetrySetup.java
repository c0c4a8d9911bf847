package io.packhouse.engine.monitoring;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.packhouse.engine.startup.StartupException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Exports traces to the collector in OTEL_EXPORTER_OTLP_ENDPOINT, if it is set; the other OTEL_
/// variables apply too.
public final class OpenTelemetrySetup implements AutoCloseable {

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint");

    private final @Nullable OpenTelemetrySdk sdk;

    private OpenTelemetrySetup(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    public static OpenTelemetrySetup by(Environment settings, List<SpanProcessor> processors) {
        var endpoints = new HashMap<String, String>();
        for (var name : ENDPOINTS) {
            var value = settings.getProperty(name, "");
            if (!value.isBlank()) {
                endpoints.put(name, value);
            }
        }
        if (endpoints.isEmpty() && processors.isEmpty()) {
            return new OpenTelemetrySetup(null);
        }
        var defaults = new HashMap<String, String>(endpoints);
        defaults.put("otel.service.name", "packhouse");
        defaults.put(
                "otel.resource.attributes", "service.instance.id=" + settings.getProperty("packhouse.node", "main"));
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        defaults.put("otel.traces.exporter", endpoints.isEmpty() ? "none" : "otlp");
        return new OpenTelemetrySetup(sdk(defaults, processors));
    }

    private static OpenTelemetrySdk sdk(Map<String, String> defaults, List<SpanProcessor> processors) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> defaults)
                    .addTracerProviderCustomizer((tracers, _) -> {
                        processors.forEach(tracers::addSpanProcessor);
                        return tracers;
                    })
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "Traces cannot be exported with these OTEL_ variables: " + e.getMessage(),
                    "Set a collector such as http://127.0.0.1:4318 in"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT, leave OTEL_EXPORTER_OTLP_PROTOCOL at"
                            + " http/protobuf, or unset them.");
        }
    }

    public Tracing traces(Clock clock) {
        return sdk == null ? Tracing.uncollected(clock) : new Tracing(sdk, true, clock);
    }

    /// Exports the remaining spans.
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
