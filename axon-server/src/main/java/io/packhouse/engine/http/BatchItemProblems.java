package io.packhouse.engine.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// Words what went wrong with one part of a request as a problem of the whole would be worded, for
/// answers that have a result for each part.
public interface BatchItemProblems {

    /// The body of a problem, `status` included.
    Map<String, Object> of(RuntimeException failure, HttpServletRequest request);
}
