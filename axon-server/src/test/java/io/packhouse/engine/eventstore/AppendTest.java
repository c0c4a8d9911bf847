package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two writers of one stream: the second gets a conflict that can be retried.
class AppendTest {

    @TempDir
    static Path folder;

    static StoreUnderTest store;

    @BeforeAll
    static void start() {
        store = new StoreUnderTest(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void aSequenceNumberTakenTwiceIsAConflict() {
        append("stream_1", 0);
        append("stream_1", 1);
        assertThatThrownBy(() -> append("stream_1", 1)).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void aStreamOpenedTwiceIsAConflict() {
        append("stream_2", 0);
        assertThatThrownBy(() -> append("stream_2", 0)).isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void theLogReadsBackWhatWasWritten() {
        append("stream_3", 0);
        append("stream_3", 1);
        assertThat(store.store()
                        .readEvents("stream_3")
                        .asStream()
                        .map(event -> (Object) event.getPayload())
                        .toList())
                .containsExactly("payload 0", "payload 1");
    }

    /// Sixteen writers that share transactions; every tenth append is a conflict.
    @Test
    void aConflictHurtsNobodyElseOfItsGroup() throws Exception {
        append("taken", 0);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var writers = new ArrayList<Future<?>>();
            for (var i = 0; i < 16; i++) {
                var stream = "writer_" + i;
                writers.add(threads.submit(() -> {
                    for (var sequence = 0; sequence < 100; sequence++) {
                        append(stream, sequence);
                        if (sequence % 10 == 0) {
                            assertThatThrownBy(() -> append("taken", 0))
                                    .isInstanceOf(AggregateStreamCreationException.class);
                        }
                    }
                }));
            }
            for (var writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        for (var i = 0; i < 16; i++) {
            var stored = store.store().readEvents("writer_" + i).asStream().toList();
            assertThat(stored)
                    .extracting(event -> (Object) event.getPayload())
                    .containsExactlyElementsOf(LongStream.range(0, 100)
                            .mapToObj(n -> (Object) ("payload " + n))
                            .toList());
        }
    }

    @Test
    void theEventsOfAnAppendHaveTheirOrderInTheLog() {
        store.bean(GaplessStorageEngine.class)
                .appendEvents(LongStream.range(0, 300)
                        .mapToObj(n -> new GenericDomainEventMessage<>("Probe", "long", n, "payload " + n))
                        .toList());
        try (var log = store.bean(GaplessStorageEngine.class).readEvents(null, false)) {
            assertThat(log.filter(event -> event instanceof DomainEventMessage<?> one
                                    && one.getAggregateIdentifier().equals("long"))
                            .map(event -> (Object) event.getPayload())
                            .toList())
                    .containsExactlyElementsOf(LongStream.range(0, 300)
                            .mapToObj(n -> (Object) ("payload " + n))
                            .toList());
        }
    }

    private static void append(String stream, long sequence) {
        store.bean(GaplessStorageEngine.class)
                .appendEvents(
                        List.of(new GenericDomainEventMessage<>("Probe", stream, sequence, "payload " + sequence)));
    }
}
