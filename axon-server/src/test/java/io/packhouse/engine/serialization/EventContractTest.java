package io.packhouse.engine.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.config.SerializationConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// Names and JSON shapes of events are permanent. Every event is written by the production
/// serializer and compared with its approved file, and every file ever approved must still be read.
/// A new event writes its file into `target/approved`: review it, and move it to the others.
class EventContractTest {

    static final Path APPROVED = Path.of("src/test/resources/approved/events");
    static final Path PROPOSED = Path.of("target/approved/events");

    static final AnnotationConfigApplicationContext CONTEXT =
            new AnnotationConfigApplicationContext(SerializationConfiguration.class);
    static final Serializer EVENTS = CONTEXT.getBean("eventSerializer", Serializer.class);
    static final EventTypeRegistry NAMES = CONTEXT.getBean(EventTypeRegistry.class);

    static Stream<String> names() {
        return NAMES.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shapesArePermanent(String name) throws IOException {
        var type = NAMES.typeOf(name).orElseThrow();
        var written = EVENTS.serialize(Samples.of(type), String.class);
        assertThat(written.getType().getName()).isEqualTo(name);
        var file = name + "." + written.getType().getRevision() + ".json";
        var json = written.getData();
        if (!Files.exists(APPROVED.resolve(file))) {
            Files.createDirectories(PROPOSED);
            Files.writeString(PROPOSED.resolve(file), json + "\n");
        }
        assertThat(APPROVED.resolve(file)).as("approved shape of %s", name).exists();
        assertThat(json).isEqualTo(Files.readString(APPROVED.resolve(file)).strip());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsWrittenIsReadBackEqual(String name) {
        var sample = Samples.of(NAMES.typeOf(name).orElseThrow());
        Object read = EVENTS.deserialize(EVENTS.serialize(sample, byte[].class));
        assertThat(read).isEqualTo(sample);
    }

    @Test
    void everyFileEverApprovedIsStillRead() throws IOException {
        try (var files = Files.list(APPROVED)) {
            assertThat(files.toList()).isNotEmpty().allSatisfy(file -> {
                var parts = file.getFileName().toString().split("\\.", -1);
                var json = Files.readString(file).getBytes(StandardCharsets.UTF_8);
                Object event = EVENTS.deserialize(
                        new SimpleSerializedObject<>(json, byte[].class, parts[0] + "." + parts[1], parts[2]));
                assertThat(NAMES.nameOf(event.getClass())).contains(parts[0] + "." + parts[1]);
            });
        }
    }
}
