package io.packhouse.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems, wherever in the chain they appear.
@Component
public class ProblemWriter {

    public static final String REQUEST_ID = "packhouse.request-id";
    private static final String RETRY_SECONDS = "1";

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public ResponseEntity<Map<String, Object>> response(
            ProblemException problem, HttpServletRequest request) {
        var answer =
                ResponseEntity.status(problem.problem().status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.problem().status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (problem.problem() == Problem.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(body(problem, request));
    }

    /// For filters, which stand before any advice.
    public void write(
            ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.problem().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.problem() == Problem.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request)));
    }

    public void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        var why = "The token is not valid: it may have expired or been signed elsewhere.";
        write(new ProblemException(Problem.UNAUTHENTICATED, why), request, response);
    }

    public void forbidden(HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        write(new ProblemException(Problem.FORBIDDEN, "Not allowed."), request, response);
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
        body.putAll(problem.facts());
        body.put("hint", kind.hint());
        body.put("retryable", kind.isRetryable());
        body.put("requestId", String.valueOf(request.getAttribute(REQUEST_ID)));
        return body;
    }
}
