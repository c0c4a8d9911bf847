package io.packhouse.app.web;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.shared.api.TypeId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// First of all: an id and a trace for every request, and no body larger than is good for us.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EntranceFilter extends OncePerRequestFilter {

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Pattern IMAGES =
            Pattern.compile("/api/(v1/)?(products|packs)/[^/]+/images");
    private static final Pattern MANIFEST =
            Pattern.compile("/api/(v1/)?(packs/[^/]+/manifests|manifests/[^/]+)");

    private final ProblemWriter problems;
    private final int mostBytes;
    private final int mostImageBytes;
    private final int mostOfAManifest;

    EntranceFilter(
            ProblemWriter problems,
            @Value("${packhouse.max-body:1048576}") int mostBytes,
            @Value("${packhouse.max-image:5242880}") int mostImageBytes,
            @Value("${packhouse.max-manifest:33554432}") int mostOfAManifest) {
        this.problems = problems;
        this.mostBytes = mostBytes;
        this.mostImageBytes = mostImageBytes;
        this.mostOfAManifest = mostOfAManifest;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = TypeId.text("req", UuidCreator.getTimeOrderedEpoch());
        var traceId = traceId(request.getHeader("traceparent"));
        request.setAttribute(ProblemWriter.REQUEST_ID, requestId);
        request.setAttribute(ProblemWriter.TRACE_ID, traceId);
        response.setHeader("X-Request-Id", requestId);
        response.setHeader("traceparent", "00-" + traceId + "-" + traceId.substring(16) + "-01");
        MDC.put("traceId", traceId);
        MDC.put("requestId", requestId);
        try {
            enter(request, response, chain);
        } finally {
            MDC.remove("traceId");
            MDC.remove("requestId");
        }
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
            chain.doFilter(new EnteringRequest(request, body), response);
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
            chain.doFilter(new EnteringRequest(request, new EnteringBody.Kept(body)), response);
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

    private static String traceId(String traceparent) {
        var given = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return given.matches()
                ? given.group(1)
                : UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
    }
}
