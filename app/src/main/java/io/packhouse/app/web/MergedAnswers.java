package io.packhouse.app.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Where one address answers in one shape or another, the answer is described as an object that has
/// the fields of both: what is described as one of two, generated clients cannot tell apart.
@Component
final class MergedAnswers implements OpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().values().stream())
                .filter(type -> type.getSchema() != null && type.getSchema().getOneOf() != null)
                .forEach(type -> type.setSchema(merged(type.getSchema(), schemas)));
    }

    @SuppressWarnings("rawtypes") // As the model has it.
    private static Schema<Object> merged(Schema<?> either, Map<String, Schema> schemas) {
        var both = new Schema<Object>();
        both.addType("object");
        for (var one : either.getOneOf()) {
            Schema<?> named = schemas.get(one.get$ref().substring(SCHEMAS.length()));
            named.getProperties().forEach(both::addProperty);
        }
        return both;
    }
}
