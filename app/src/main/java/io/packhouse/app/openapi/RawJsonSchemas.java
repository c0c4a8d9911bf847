package io.packhouse.app.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;

/// Describes types by their JSON form. A raw JSON text is an object in a response.
final class RawJsonSchemas extends ModelResolver {

    RawJsonSchemas(ObjectMapper mapper, SchemaNames names) {
        super(mapper, names);
    }

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        if (isRaw(type)) {
            var object = new Schema<Object>().additionalProperties(true);
            object.addType("object");
            return object;
        }
        return super.resolve(type, context, next);
    }

    private static boolean isRaw(AnnotatedType type) {
        return type.getCtxAnnotations() != null
                && Arrays.stream(type.getCtxAnnotations()).anyMatch(JsonRawValue.class::isInstance);
    }
}
