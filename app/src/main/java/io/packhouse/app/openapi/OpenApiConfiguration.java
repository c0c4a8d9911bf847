package io.packhouse.app.openapi;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/// OpenAPI 3.1 documentation of the endpoints.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final String CSV = "text/csv";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        ValueSchemas.use();
    }

    @Bean
    OpenAPI description() {
        var bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("An access token of this engine or of its identity provider, or an API key. Each"
                        + " operation lists the scope that it requires.");
        return new OpenAPI(SpecVersion.V31)
                .info(new Info()
                        .title("Packhouse")
                        .version("1")
                        .description("An event-sourced commerce engine.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addServersItem(new Server().url("/"))
                .components(new Components()
                        .addSecuritySchemes(BEARER, bearer)
                        .addSchemas(PROBLEM, ProblemSchema.schema()));
    }

    @Bean
    ModelResolver schemas(ObjectMapperProvider mappers) {
        return new RawJsonSchemas(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    @Bean
    OperationCustomizer describedEndpoints() {
        return OpenApiConfiguration::described;
    }

    /// A method with several paths is several operations.
    @Bean
    OpenApiCustomizer uniqueOperations() {
        return api -> {
            var seen = new HashSet<String>();
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.setOperationId(unique(operation, seen)));
        };
    }

    private static Operation described(Operation operation, HandlerMethod method) {
        operation.setOperationId(name(method));
        operation.setTags(List.of(context(method)));
        var requires = method.getMethodAnnotation(RequiresScope.class);
        if (requires != null) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(BEARER, requires.value())));
            operation.setDescription("Needs the scope `" + requires.value() + "`.");
        } else {
            operation.setSecurity(List.of());
        }
        if (method.hasMethodAnnotation(RequiresIdempotencyKey.class)) {
            operation.addParametersItem(key());
        }
        if (changesExisting(method)) {
            operation.addParametersItem(expectedVersion());
        }
        var mapping = method.getMethodAnnotation(PostMapping.class);
        if (mapping != null && List.of(mapping.consumes()).contains(CSV)) {
            operation.setRequestBody(file(mapping.consumes()));
        }
        var reading = method.getMethodAnnotation(GetMapping.class);
        if (reading != null && method.isVoid()) {
            operation.getResponses().get("200").setContent(written(reading.produces()));
        }
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, problem());
        return operation;
    }

    /// Operations are grouped by context.
    private static String context(HandlerMethod method) {
        return method.getBeanType().getPackageName().split("\\.", -1)[2];
    }

    private static String name(HandlerMethod method) {
        var name = method.getBeanType().getSimpleName().replace("Endpoint", "");
        var verb = method.getMethod().getName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT)
                + name.substring(1)
                + verb.substring(0, 1).toUpperCase(Locale.ROOT)
                + verb.substring(1);
    }

    private static String unique(Operation operation, Set<String> seen) {
        var name = operation.getOperationId();
        for (var i = 2; !seen.add(name); i++) {
            name = operation.getOperationId() + i;
        }
        return name;
    }

    /// Whether it changes an existing resource.
    private static boolean changesExisting(HandlerMethod method) {
        var mapping = method.getMethodAnnotation(RequestMapping.class);
        var parameters = List.of(method.getMethod().getParameterTypes());
        return mapping != null
                && !List.of(mapping.method()).contains(RequestMethod.GET)
                && parameters.contains(Caller.class)
                && method.getMethod().getReturnType() == ResponseEntity.class
                && Arrays.stream(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class));
    }

    private static HeaderParameter expectedVersion() {
        var tag = new Schema<String>();
        tag.addType("string");
        var header = new HeaderParameter();
        header.name("If-Match")
                .required(false)
                .description("The ETag of what you read, if it ends in a version as p12.v7 does, or of a"
                        + " command's answer; 412 when it was changed since.")
                .schema(tag);
        return header;
    }

    private static HeaderParameter key() {
        var form = new Schema<String>().pattern("^[\\x21-\\x7E]{1,255}$");
        form.addType("string");
        var key = new HeaderParameter();
        key.name("Idempotency-Key")
                .required(true)
                .description("A value of your choice; send the same for a repeated request.")
                .schema(form);
        return key;
    }

    /// Raw bytes, because the method signature does not show the format.
    private static RequestBody file(String... types) {
        var content = new Content();
        for (var type : types) {
            var schema = new Schema<>();
            schema.addType(type.equals(CSV) ? "string" : "object");
            content.addMediaType(type, new MediaType().schema(schema));
        }
        return new RequestBody()
                .required(true)
                .description("Its columns are explained in the documentation, at /docs.")
                .content(content);
    }

    /// For methods that write their response directly.
    private static Content written(String... types) {
        var content = new Content();
        for (var type : types) {
            content.addMediaType(type, new MediaType().schema(ValueSchemas.bytes()));
        }
        return content;
    }

    private static ApiResponse problem() {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description("A problem; its type is an address of this engine.")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }
}
