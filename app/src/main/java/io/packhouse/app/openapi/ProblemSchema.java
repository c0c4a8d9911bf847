package io.packhouse.app.openapi;

import io.packhouse.app.problem.Problem;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;

/// JSON Schema of a problem (RFC 9457); domain facts are additional members.
final class ProblemSchema {

    private ProblemSchema() {}

    static Schema<?> schema() {
        var error = of("object")
                .addProperty("pointer", of("string"))
                .addProperty("code", of("string"))
                .addProperty("detail", of("string"));
        var errors = of("array");
        errors.setItems(error);
        var code = of("string");
        Arrays.stream(Problem.values()).map(Problem::slug).forEach(code::addEnumItemObject);
        var problem = of("object");
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "requestId"));
        problem.setAdditionalProperties(true);
        return problem.addProperty("type", of("string").format("uri-reference"))
                .addProperty("title", of("string"))
                .addProperty("status", of("integer"))
                .addProperty("detail", of("string"))
                .addProperty("code", code)
                .addProperty("errors", errors)
                .addProperty("reason", of("string"))
                .addProperty("hint", of("string"))
                .addProperty("retryable", of("boolean"))
                .addProperty("requestId", of("string"))
                .addProperty("traceId", of("string"));
    }

    private static Schema<Object> of(String type) {
        var schema = new Schema<Object>();
        schema.addType(type);
        return schema;
    }
}
