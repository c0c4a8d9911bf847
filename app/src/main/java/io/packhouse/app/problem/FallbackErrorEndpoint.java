package io.packhouse.app.problem;

import io.packhouse.engine.http.PublicEndpoint;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Renders errors of the container and of filters, which no endpoint handles.
@Hidden
@RestController
class FallbackErrorEndpoint implements ErrorController {

    private final ProblemWriter writer;

    FallbackErrorEndpoint(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    @PublicEndpoint
    ResponseEntity<Map<String, Object>> answer(HttpServletRequest request, HttpServletResponse response) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        RequestId.of(request, response);
        return writer.response(
                ProblemException.ofStatus(status instanceof Integer code ? code : 404), HttpHeaders.EMPTY, request);
    }
}
