package io.packhouse.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PostgreSQL assigns position 1 to its first event, Axon Server position 0: audits use one
/// numbering.
class NumberedEventLogTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void theFirstEventIsNumberOneAndNoneIsLeftOut(long first) {
        var log = new NumberedEventLog(new FiveEvents(first), first, () -> first + 4);
        assertThat(log.head()).isEqualTo(5);
        for (var before : List.of(Long.MIN_VALUE, -1L, 0L)) {
            assertThat(read(log, before, 10)).containsExactly("1 e1", "2 e2", "3 e3", "4 e4", "5 e5");
        }
        assertThat(read(log, 2, 2)).containsExactly("3 e3", "4 e4");
        assertThat(read(log, 5, 2)).isEmpty();
        var pages = new ArrayList<String>();
        for (var last = 0L; last < log.head(); last = pages.size()) {
            pages.addAll(read(log, last, 2));
        }
        assertThat(pages).containsExactly("1 e1", "2 e2", "3 e3", "4 e4", "5 e5");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void anEmptyLogEndsAtZero(long first) {
        var log = new NumberedEventLog(new FiveEvents(first), first, () -> -1);
        assertThat(log.head()).isZero();
        assertThat(read(log, 0, 10)).isEmpty();
    }

    private static List<String> read(NumberedEventLog log, long after, int limit) {
        return log.between(after, log.head(), limit).stream()
                .map(event -> event.position() + " " + event.id())
                .toList();
    }

    private record FiveEvents(long first) implements EventLog {

        @Override
        public List<StoredEvent> between(long after, long upTo, int limit) {
            return LongStream.range(first, first + 5)
                    .filter(position -> position > after && position <= upTo)
                    .limit(limit)
                    .mapToObj(position -> stored(position, "e" + (position - first + 1)))
                    .toList();
        }

        private static StoredEvent stored(long position, String id) {
            return new StoredEvent(position, id, "s", 0, "n", null, "at", "{}", "{}");
        }
    }
}
