package io.packhouse.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Documents alternative response shapes of one operation as an object with the fields of both:
/// generated clients cannot distinguish alternatives without a discriminator.
@Component
final class MergedResponseCustomizer implements OpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().values().stream())
                .filter(MergedResponseCustomizer::hasAlternatives)
                .forEach(type -> type.setSchema(merged(type.getSchema(), schemas)));
    }

    private static boolean hasAlternatives(MediaType type) {
        return type.getSchema() != null && type.getSchema().getOneOf() != null;
    }

    @SuppressWarnings("rawtypes") // The model is raw.
    private static Schema<Object> merged(Schema<?> alternatives, Map<String, Schema> schemas) {
        var all = new Schema<Object>();
        all.addType("object");
        for (var alternative : alternatives.getOneOf()) {
            Schema<?> named = schemas.get(alternative.get$ref().substring(SCHEMAS.length()));
            named.getProperties().forEach(all::addProperty);
        }
        return all;
    }
}
