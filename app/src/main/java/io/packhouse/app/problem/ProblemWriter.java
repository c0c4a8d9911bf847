package io.packhouse.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems as responses, from every layer.
@Component
public class ProblemWriter {

    public static final String REQUEST_ID = "packhouse.request-id";
    public static final String TRACE_ID = "packhouse.trace-id";
    private static final String RETRY_SECONDS = "1";
    private static final String RETRY_WITHOUT_ROOM = "30";

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /// JSON for programs; HTML for browsers that accept it.
    Object answer(ProblemException problem, HttpHeaders besides, HttpServletRequest request) {
        return wantsPage(request) ? page(problem, besides, request) : response(problem, besides, request);
    }

    Object answer(ProblemException problem, HttpServletRequest request) {
        return answer(problem, HttpHeaders.EMPTY, request);
    }

    /// With the headers of the status, such as Allow.
    ResponseEntity<Map<String, Object>> response(
            ProblemException problem, HttpHeaders besides, HttpServletRequest request) {
        return ResponseEntity.status(problem.problem().status())
                .headers(headers -> headers.putAll(besides))
                .headers(headers -> headers.setAll(headers(problem.problem())))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(problem, request));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.startsWith(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith("/api/");
    }

    private static ModelAndView page(ProblemException problem, HttpHeaders besides, HttpServletRequest request) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                && now.getResponse() != null) {
            besides.forEach((name, values) -> now.getResponse().setHeader(name, values.getFirst()));
            headers(problem.problem()).forEach(now.getResponse()::setHeader);
        }
        var page = new ModelAndView(
                "problem", HttpStatusCode.valueOf(problem.problem().status()));
        page.addObject("problem", body(problem, request));
        page.addObject("slug", problem.problem().slug());
        return page;
    }

    /// For filters, which run before any advice.
    public void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.problem().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers(problem.problem()).forEach(response::setHeader);
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request)));
    }

    /// For errors of the container, which have only a status.
    public void stray(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestId.of(request, response);
        write(ProblemException.ofStatus(status), request, response);
    }

    public void unauthenticated(HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        write(ProblemException.badToken(cause), request, response);
    }

    public void forbidden(HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        write(new ProblemException(Problem.FORBIDDEN, "Not allowed."), request, response);
    }

    private static Map<String, String> headers(Problem problem) {
        if (problem.status() == 401) {
            return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return switch (problem.status()) {
            case 503 -> Map.of(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case 507 -> Map.of(HttpHeaders.RETRY_AFTER, RETRY_WITHOUT_ROOM);
            default -> Map.of();
        };
    }

    private static Map<String, Object> body(ProblemException problem, HttpServletRequest request) {
        var kind = problem.problem();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + kind.slug());
        body.put("title", kind.title());
        body.put("status", kind.status());
        body.put("detail", problem.getMessage());
        body.put("code", kind.slug());
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        body.put("hint", problem.hint());
        body.put("retryable", kind.isRetryable());
        body.put("requestId", String.valueOf(request.getAttribute(REQUEST_ID)));
        if (kind == Problem.UNEXPECTED || kind == Problem.COMMAND_TIMEOUT) {
            body.put("traceId", String.valueOf(request.getAttribute(TRACE_ID)));
        }
        problem.facts().forEach((name, fact) -> addFact(body, name, fact));
        return body;
    }

    /// A fact must not replace a member of RFC 9457: an order's `status` is not the problem's.
    private static void addFact(Map<String, Object> body, String name, Object fact) {
        if (body.putIfAbsent(name, fact) != null) {
            body.put("current" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), fact);
        }
    }
}
