package io.packhouse.engine.monitoring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.packhouse.engine.commandhandling.MetaDataKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/// Traces requests from HTTP through commands and events to the projections. Every request has a
/// trace id, and events carry it. Spans are recorded only while they are exported: then events also
/// carry the id of the command's span; an event without one is not traced further.
public final class Tracing {

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})");

    // A rebuild reads years of events, whose traces are of no use any more.
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Tracer tracer;
    private final boolean collected;
    private final Clock clock;

    public Tracing(OpenTelemetry telemetry, boolean collected, Clock clock) {
        tracer = telemetry.getTracer("io.packhouse");
        this.collected = collected;
        this.clock = clock;
    }

    /// Trace ids only, for logs and events.
    public static Tracing uncollected(Clock clock) {
        return new Tracing(OpenTelemetry.noop(), false, clock);
    }

    public boolean areCollected() {
        return collected;
    }

    /// An HTTP request; continues the caller's trace.
    public TraceSpan request(String method, @Nullable String traceparent) {
        var given = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        var known = given.matches();
        if (!collected) {
            var random = UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
            return new TraceSpan(known ? given.group(1) : random, Span.getInvalid());
        }
        var before = known ? remote(given.group(1), given.group(2), given.group(3)) : SpanContext.getInvalid();
        return step(method, SpanKind.SERVER, before);
    }

    public TraceSpan command(CommandMessage<?> command, String type) {
        var traceId = text(command.getMetaData(), MetaDataKeys.TRACE_ID);
        if (!collected) {
            return new TraceSpan(traceId, Span.getInvalid());
        }
        var spanId = text(command.getMetaData(), MetaDataKeys.SPAN_ID);
        if (!traceId.isEmpty() && spanId.isEmpty()) {
            return new TraceSpan(traceId, Span.getInvalid()); // Its caller is not sampled.
        }
        return step("command " + type, SpanKind.INTERNAL, remote(traceId, spanId, "01"));
    }

    /// An event's metadata is JSON that a projection seldom parses: here it is not parsed either.
    public TraceSpan event(EventMessage<?> event, String group, boolean projection) {
        if (projection && !collected) {
            return new TraceSpan("", Span.getInvalid());
        }
        if (clock.instant().isAfter(event.getTimestamp().plus(RECENT))) {
            return new TraceSpan("", Span.getInvalid());
        }
        var traceId = text(event.getMetaData(), MetaDataKeys.TRACE_ID);
        var spanId = text(event.getMetaData(), MetaDataKeys.SPAN_ID);
        if (!collected || spanId.isEmpty()) {
            return new TraceSpan(traceId, Span.getInvalid());
        }
        var name = group + " " + event.getPayloadType().getSimpleName();
        return step(name, SpanKind.CONSUMER, remote(traceId, spanId, "01"));
    }

    /// The trace metadata of a message sent from the current span.
    public static Map<String, String> here() {
        var context = Span.current().getSpanContext();
        return context.isSampled()
                ? Map.of(MetaDataKeys.TRACE_ID, context.getTraceId(), MetaDataKeys.SPAN_ID, context.getSpanId())
                : Map.of();
    }

    private TraceSpan step(String name, SpanKind kind, SpanContext before) {
        var parent = Context.root();
        if (before.isValid()) {
            parent = parent.with(Span.wrap(before));
        }
        var span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
        return new TraceSpan(span.getSpanContext().getTraceId(), span);
    }

    private static SpanContext remote(String traceId, String spanId, String flags) {
        return SpanContext.createFromRemoteParent(
                traceId, spanId, TraceFlags.fromHex(flags, 0), TraceState.getDefault());
    }

    private static String text(Map<String, ?> metaData, String key) {
        return metaData.get(key) instanceof String text ? text : "";
    }
}
