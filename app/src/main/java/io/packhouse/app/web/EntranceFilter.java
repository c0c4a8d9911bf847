package io.packhouse.app.web;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.engine.watch.Traces;
import io.packhouse.shared.api.TypeId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
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

/// First of all: an id and a trace for every request, and no body larger than is good for us.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntranceFilter extends OncePerRequestFilter {

    private static final Pattern IMAGES =
            Pattern.compile("/api/(v1/)?(products|packs)/[^/]+/images");
    private static final Pattern MANIFEST =
            Pattern.compile("/api/(v1/)?(packs/[^/]+/manifests|manifests/[^/]+)");

    private final ProblemWriter problems;
    private final Traces traces;
    private final int mostBytes;
    private final int mostImageBytes;
    private final int mostOfAManifest;

    EntranceFilter(
            ProblemWriter problems,
            Traces traces,
            @Value("${packhouse.max-body:1048576}") int mostBytes,
            @Value("${packhouse.max-image:5242880}") int mostImageBytes,
            @Value("${packhouse.max-manifest:33554432}") int mostOfAManifest) {
        this.problems = problems;
        this.traces = traces;
        this.mostBytes = mostBytes;
        this.mostImageBytes = mostImageBytes;
        this.mostOfAManifest = mostOfAManifest;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = TypeId.text("req", UuidCreator.getTimeOrderedEpoch());
        var method = request.getMethod();
        try (var step = traces.request(method, request.getHeader("traceparent"))) {
            request.setAttribute(ProblemWriter.REQUEST_ID, requestId);
            request.setAttribute(ProblemWriter.TRACE_ID, step.traceId());
            response.setHeader("X-Request-Id", requestId);
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

    /// What need not fit into memory waits in a file until its door wants it.
    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isManifest(request)) {
            spool(request, response, chain, mostOfAManifest);
        } else if (isImage(request)) {
            spool(request, response, chain, mostImageBytes);
        } else {
            enter(request, response, chain, mostBytes);
        }
    }

    private void spool(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, int most)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most) {
            problems.write(tooLarge(most), request, response); // Without reading a byte of it.
            return;
        }
        try (var body = new SpooledBody(request, most, () -> tooLarge(most))) {
            pass(new EnteringRequest(request, body), response, chain);
        }
    }

    private void enter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, int most)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most) {
            problems.write(tooLarge(most), request, response); // Without reading a byte of it.
            return;
        }
        var body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            problems.write(tooLarge(most), request, response);
        } else {
            pass(new EnteringRequest(request, new EnteringBody.Kept(body)), response, chain);
        }
    }

    private void pass(EnteringRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var unstorable = request.unstorable();
        if (unstorable.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            var parameter = unstorable.get();
            problems.write(
                    new ProblemException(
                            Problem.INVALID,
                            parameter + " must be " + StorableText.EXPECTED + ".",
                            Map.of("parameter", parameter)),
                    request,
                    response);
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
                && (type.startsWith("text/csv")
                        || type.startsWith(MediaType.APPLICATION_JSON_VALUE));
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(
                Problem.TOO_LARGE,
                "A body may have " + most + " bytes here.",
                Map.of("mostBytes", most));
    }
}
