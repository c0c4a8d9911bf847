package io.packhouse.engine.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// Converts the failure of one item of a batch request to the problem body that a whole request
/// would get.
public interface BatchItemProblems {

    /// The problem body, including `status`.
    Map<String, Object> of(RuntimeException failure, HttpServletRequest request);
}
