package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/// A Java client that OpenAPI Generator generates from the OpenAPI document, compiled and loaded.
final class GeneratedClient {

    private static final String PACKAGE = "io.packhouse.generated";

    private final TreeMap<String, Type> answers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ObjectMapper mapper;
    private final ObjectMapper strict;

    private GeneratedClient(ClassLoader loader, List<String> apis) throws Exception {
        var client = loader.loadClass(PACKAGE + ".ApiClient").getConstructor().newInstance();
        mapper = (ObjectMapper) client.getClass().getMethod("getObjectMapper").invoke(client);
        strict = mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (var api : apis) {
            Arrays.stream(loader.loadClass(PACKAGE + ".api." + api).getDeclaredMethods())
                    .filter(method -> method.getReturnType() != void.class)
                    .forEach(method -> answers.put(method.getName(), method.getGenericReturnType()));
        }
    }

    static GeneratedClient of(OpenApiDocument description, Path folder) throws Exception {
        var document = Files.writeString(folder.resolve("openapi.json"), description.text());
        var sources = folder.resolve("client");
        generate(
                folder,
                "generate",
                "--input-spec=" + document,
                "--generator-name=java",
                "--library=native",
                "--output=" + sources,
                "--global-property=models,apis,supportingFiles"
                        + ",modelDocs=false,modelTests=false,apiDocs=false,apiTests=false",
                "--additional-properties=openApiNullable=false,supportUrlQuery=false,useJakartaEe=true"
                        + (",invokerPackage=" + PACKAGE)
                        + (",apiPackage=" + PACKAGE + ".api")
                        + (",modelPackage=" + PACKAGE + ".model"));
        var classes = compiled(sources.resolve("src/main/java"), folder.resolve("classes"));
        var loader = URLClassLoader.newInstance(new URL[] {classes.toUri().toURL()});
        return new GeneratedClient(loader, apis(sources));
    }

    /// What the client returns for that operation.
    Type type(String operationId) {
        var type = answers.get(operationId);
        assertThat(type).as("What %s returns", operationId).isNotNull();
        return type;
    }

    /// Reads an answer as the type that the client has for that operation: as the client does, and
    /// failing on a property that is not described. Written again it must be the same.
    void read(String operationId, String answer) throws IOException {
        var type = mapper.constructType(type(operationId));
        mapper.readValue(answer, type);
        Object read = strict.readValue(answer, type);
        assertThat(plain(mapper.valueToTree(read))).isEqualTo(plain(mapper.readTree(answer)));
    }

    /// Without what is null or empty, which clients do not distinguish, and with instants and
    /// numbers in one form.
    private static String plain(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .filter(field -> !field.getValue().isContainerNode()
                            || !field.getValue().isEmpty())
                    .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            var items = new ArrayList<String>();
            node.forEach(item -> items.add(plain(item)));
            return items.toString();
        }
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toPlainString();
        }
        return node.toString().replaceFirst("(\\.\\d*?)0*Z\"$", "$1Z\"").replace(".Z\"", "Z\"");
    }

    /// In a class loader of its own, because the generator has other versions of our libraries.
    private static void generate(Path folder, String... arguments) throws Exception {
        Files.writeString(folder.resolve("logback-test.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        var jar = Path.of("target/openapi-generator/openapi-generator-cli.jar");
        assertThat(jar)
                .as("Maven puts it there in the phase process-test-resources")
                .exists();
        var urls = new URL[] {folder.toUri().toURL(), jar.toUri().toURL()};
        try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                loader.loadClass("org.openapitools.codegen.OpenAPIGenerator")
                        .getMethod("main", String[].class)
                        .invoke(null, (Object) arguments);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static List<String> apis(Path sources) throws IOException {
        try (var files = Files.walk(sources.resolve("src/main/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Api.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
    }

    private static Path compiled(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = Files.walk(sources);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
            var options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-g:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            assertThat(compiler.getTask(messages, manager, null, options, null, units)
                            .call())
                    .as("compiling the client: %s", messages)
                    .isTrue();
        }
        return classes;
    }
}
