package io.packhouse.engine.monitoring;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// A span of a request. Until it is closed, the log lines of this thread contain its trace id.
public final class TraceSpan implements AutoCloseable {

    private static final String IN_THE_LOG = "traceId";

    private final String traceId;
    private final Span span;
    private final Scope scope;
    private final @Nullable String before;

    @SuppressWarnings("MustBeClosedChecker") // Closed with this span.
    TraceSpan(String traceId, Span span) {
        this.traceId = traceId;
        this.span = span;
        scope = span.getSpanContext().isValid() ? span.makeCurrent() : Scope.noop();
        before = MDC.get(IN_THE_LOG);
        if (!traceId.isEmpty()) {
            MDC.put(IN_THE_LOG, traceId);
        }
    }

    public String traceId() {
        return traceId;
    }

    /// The value for downstream calls; the last digit is the sampled flag.
    public String traceparent() {
        var context = span.getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s".formatted(traceId, context.getSpanId(), context.getTraceFlags())
                : "00-%s-%s-00".formatted(traceId, traceId.substring(16));
    }

    /// The route is a pattern, never an address: an address may contain personal data.
    public void answered(String method, @Nullable String route, int status, String requestId) {
        if (span.isRecording()) {
            var pattern = route == null ? "" : route;
            span.updateName((method + " " + pattern).strip());
            span.setAttribute("http.request.method", method);
            span.setAttribute("http.route", pattern);
            span.setAttribute("http.response.status_code", status);
            span.setAttribute("packhouse.request_id", requestId);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
        }
    }

    /// Records only the exception's type: its message may quote personal data.
    public void failed(Throwable cause) {
        if (span.isRecording()) {
            span.setAttribute("error.type", cause.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void close() {
        scope.close();
        span.end();
        if (before != null) {
            MDC.put(IN_THE_LOG, before);
        } else {
            MDC.remove(IN_THE_LOG);
        }
    }
}
