package io.packhouse.app.problem;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.shared.api.TypeId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/// The id of a request in its response, in problems and in the log.
public final class RequestId {

    private RequestId() {}

    /// Assigned once, by the first caller.
    public static String of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ProblemWriter.REQUEST_ID) instanceof String given) {
            return given;
        }
        var id = TypeId.text("req", UuidCreator.getTimeOrderedEpoch());
        request.setAttribute(ProblemWriter.REQUEST_ID, id);
        response.setHeader("X-Request-Id", id);
        return id;
    }
}
