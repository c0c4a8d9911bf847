package io.packhouse.engine.monitoring;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.packhouse.engine.postgres.StartupException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The collector that OTEL_EXPORTER_OTLP_ENDPOINT names, if it does; OpenTelemetry's other
/// variables count as well.
public final class OpenTelemetrySetup implements AutoCloseable {

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint");

    private final @Nullable OpenTelemetrySdk sdk;

    private OpenTelemetrySetup(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    public static OpenTelemetrySetup by(Environment settings, List<SpanProcessor> others) {
        var endpoints = new HashMap<String, String>();
        for (var name : ENDPOINTS) {
            var value = settings.getProperty(name, "");
            if (!value.isBlank()) {
                endpoints.put(name, value);
            }
        }
        if (endpoints.isEmpty() && others.isEmpty()) {
            return new OpenTelemetrySetup(null);
        }
        var defaults = new HashMap<String, String>(endpoints);
        defaults.put("otel.service.name", "packhouse");
        defaults.put(
                "otel.resource.attributes",
                "service.instance.id=" + settings.getProperty("packhouse.node", "main"));
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        defaults.put("otel.traces.exporter", endpoints.isEmpty() ? "none" : "otlp");
        return new OpenTelemetrySetup(sdk(defaults, others));
    }

    private static OpenTelemetrySdk sdk(Map<String, String> defaults, List<SpanProcessor> others) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> defaults)
                    .addTracerProviderCustomizer(
                            (tracers, _) -> {
                                others.forEach(tracers::addSpanProcessor);
                                return tracers;
                            })
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "Traces cannot be sent as the OTEL_ variables say: " + e.getMessage(),
                    "Name a collector such as http://127.0.0.1:4318 in"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT, leave OTEL_EXPORTER_OTLP_PROTOCOL at"
                            + " http/protobuf, or unset them.");
        }
    }

    public Tracing traces(Clock clock) {
        return sdk == null ? Tracing.uncollected(clock) : new Tracing(sdk, true, clock);
    }

    /// Sends what is left.
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
