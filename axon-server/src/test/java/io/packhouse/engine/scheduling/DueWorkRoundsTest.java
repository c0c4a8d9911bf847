package io.packhouse.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueWorkRoundsTest {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final List<Object> sent = new ArrayList<>();
    boolean isPast;

    final DueWorkRounds rounds = new DueWorkRounds(
            List.of(now -> List.of("bad " + now, "a"), _ -> sent.contains("b") ? List.of("b", "c") : List.of("b")),
            this::send,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> isPast);

    private void send(Object command) {
        sent.add(command);
        if (command.toString().startsWith("bad")) {
            throw new IllegalStateException("Broken on purpose");
        }
    }

    @Test
    void sendsWhatIsDueOnceAndGoesOnAfterAFailure() {
        rounds.round();
        assertThat(sent).containsExactly("bad " + NOW, "a", "b", "c");
        rounds.round();
        assertThat(sent).hasSize(4);
    }

    @Test
    void sendsNothingWhileTheTablesShowThePast() {
        isPast = true;
        rounds.round();
        assertThat(sent).isEmpty();
        isPast = false;
        rounds.round();
        assertThat(sent).hasSize(4);
    }
}
