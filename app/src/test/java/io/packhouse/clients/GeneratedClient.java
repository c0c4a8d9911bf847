package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URLClassLoader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/// A Java client as OpenAPI Generator makes it of the engine's description, compiled and loaded.
final class GeneratedClient {

    private static final Path GENERATOR =
            Path.of("target/openapi-generator/openapi-generator-cli.jar").toAbsolutePath();
    private static final String PACKAGE = "io.packhouse.generated";

    private final TreeMap<String, Type> answers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ObjectMapper mapper;

    private GeneratedClient(ClassLoader loader, List<String> apis) throws Exception {
        var client = loader.loadClass(PACKAGE + ".ApiClient").getConstructor().newInstance();
        mapper = (ObjectMapper) client.getClass().getMethod("getObjectMapper").invoke(client);
        for (var api : apis) {
            Arrays.stream(loader.loadClass(PACKAGE + ".api." + api).getMethods())
                    .filter(GeneratedClient::isOperation)
                    .forEach(method -> answers.put(method.getName(), method.getGenericReturnType()));
        }
    }

    static GeneratedClient of(String description, Path folder) throws Exception {
        var api = Files.writeString(folder.resolve("api.json"), description);
        var sources = folder.resolve("client");
        run(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--input-spec=" + api,
                        "--generator-name=java",
                        "--library=native",
                        "--output=" + sources,
                        "--global-property=models,apis,supportingFiles",
                        "--additional-properties=openApiNullable=false,useJakartaEe=true,"
                            + "hideGenerationTimestamp=true,invokerPackage="
                                + PACKAGE
                                + ",apiPackage="
                                + PACKAGE
                                + ".api,modelPackage="
                                + PACKAGE
                                + ".model"));
        var classes = compiled(sources.resolve("src/main/java"), folder.resolve("classes"));
        var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        return new GeneratedClient(loader, apis(sources));
    }

    /// Reads the answer as that operation's type, and writes it again: what is not the same is
    /// described wrongly.
    void read(String operation, String answer) throws IOException {
        var type = answers.get(operation);
        assertThat(type).as("the client has %s", operation).isNotNull();
        Object read = mapper.readValue(answer, mapper.constructType(type));
        assertThat(plain(mapper.valueToTree(read))).isEqualTo(plain(mapper.readTree(answer)));
    }

    /// Without what is null or empty, which clients tell apart no more, and with moments and numbers
    /// in one form.
    private static String plain(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .filter(field -> !field.getValue().isContainerNode() || !field.getValue().isEmpty())
                    .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            var items = new ArrayList<String>();
            node.forEach(item -> items.add(plain(item)));
            return items.toString();
        }
        return node.isNumber()
                ? node.decimalValue().stripTrailingZeros().toPlainString()
                : node.asText().replaceFirst("(\\.\\d*?)0*Z$", "$1Z").replace(".Z", "Z");
    }

    private static boolean isOperation(Method method) {
        return !method.getName().endsWith("WithHttpInfo")
                && method.getDeclaringClass() != Object.class
                && method.getReturnType() != void.class;
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
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = Files.walk(sources);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            var java = files.filter(file -> file.toString().endsWith(".java")).toList();
            var options =
                    List.of(
                            "-proc:none",
                            "-nowarn",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            var units = manager.getJavaFileObjectsFromPaths(java);
            assertThat(compiler.getTask(said, manager, null, options, null, units).call())
                    .as("compiling the client: %s", said)
                    .isTrue();
        }
        return classes;
    }

    private static void run(Path folder, List<String> command) throws Exception {
        var log = folder.resolve("generator.log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
