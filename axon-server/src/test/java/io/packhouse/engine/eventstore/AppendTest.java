package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
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

    private static void append(String stream, long sequence) {
        store.bean(GaplessStorageEngine.class)
                .appendEvents(
                        List.of(new GenericDomainEventMessage<>("Probe", stream, sequence, "payload " + sequence)));
    }
}
