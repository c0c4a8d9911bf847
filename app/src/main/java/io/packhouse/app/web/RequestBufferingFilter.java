package io.packhouse.app.web;

import io.packhouse.app.problem.OverloadLog;
import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.app.problem.RequestId;
import io.packhouse.app.server.BoundedProtocol;
import io.packhouse.engine.admission.RequestShedException;
import io.packhouse.engine.monitoring.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// The first filter: request id and trace, valid headers, and a body that is received only after
/// authentication.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestBufferingFilter extends OncePerRequestFilter {

    private static final Pattern IMAGES = Pattern.compile("/api/(v1/)?(products|packs)/[^/]+/images");
    private static final Pattern HEALTH = Pattern.compile("/health|/actuator/health(/.*)?");
    private static final Pattern MANIFEST = Pattern.compile("/api/(v1/)?(packs/[^/]+/manifests|manifests/[^/]+)");

    /// Limits the disk space: this many bodies of maximum size.
    private static final long FILES = 8;

    private final ProblemWriter problems;
    private final OverloadLog overloads;
    private final Tracing tracing;
    private final int mostBytes;
    private final int mostImageBytes;
    private final int mostOfAManifest;
    private final BodyLimits limits;

    RequestBufferingFilter(
            ProblemWriter problems,
            OverloadLog overloads,
            Tracing tracing,
            @Value("${packhouse.max-body:1048576}") int mostBytes,
            @Value("${packhouse.max-image:5242880}") int mostImageBytes,
            @Value("${packhouse.max-manifest:33554432}") int mostOfAManifest,
            @Value("${packhouse.bodies.max-memory:33554432}") long memory,
            @Value("${packhouse.bodies.timeout:PT20S}") Duration time) {
        this.problems = problems;
        this.overloads = overloads;
        this.tracing = tracing;
        this.mostBytes = mostBytes;
        this.mostImageBytes = mostImageBytes;
        this.mostOfAManifest = mostOfAManifest;
        limits = BodyLimits.of(memory, FILES * mostOfAManifest, time);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = RequestId.of(request, response);
        var method = request.getMethod();
        try (var step = tracing.request(method, Headers.only(request, "traceparent"))) {
            request.setAttribute(ProblemWriter.TRACE_ID, step.traceId());
            response.setHeader("traceparent", step.traceparent());
            MDC.put("requestId", requestId);
            try {
                enter(request, response, chain);
            } finally {
                step.answered(method, route(request), response.getStatus(), requestId);
                MDC.remove("requestId");
            }
        }
    }

    private static @Nullable String route(HttpServletRequest request) {
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return route == null ? null : route.toString();
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var body = body(request)) {
            requireMemory(request);
            Headers.check(request);
            chain.doFilter(new BufferedRequest(request, body), response);
        } catch (ProblemException problem) { // From this filter, or from a filter that read a form field.
            problems.write(problem, request, response);
        } catch (RequestShedException shed) {
            overloads.shed(shed.getMessage());
            problems.write(new ProblemException(Problem.OVERLOADED, shed.getMessage()), request, response);
        }
    }

    /// A large body is buffered in a file until its endpoint reads it.
    private BufferedBody body(HttpServletRequest request) {
        var isManifest = isManifest(request);
        var isFile = isManifest || isImage(request);
        var most = isManifest ? mostOfAManifest : isFile ? mostImageBytes : mostBytes;
        if (request.getContentLengthLong() > most) {
            throw BodyReader.tooLarge(most); // Without reading it.
        }
        return isFile ? new SpooledBody(request, most, limits) : new StoredBody(request, most, limits);
    }

    private static void requireMemory(HttpServletRequest request) {
        if (request.getAttribute(BoundedProtocol.SPARE) != null
                && !HEALTH.matcher(request.getRequestURI()).matches()) {
            throw new ProblemException(Problem.OVERLOADED, "All connections are in use.");
        }
    }

    private static boolean isImage(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.startsWith("image/")
                && request.getMethod().equals("POST")
                && IMAGES.matcher(request.getRequestURI()).matches();
    }

    private static boolean isManifest(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getMethod().equals("POST")
                && MANIFEST.matcher(request.getRequestURI()).matches()
                && type != null
                && (type.startsWith("text/csv") || type.startsWith(MediaType.APPLICATION_JSON_VALUE));
    }
}
