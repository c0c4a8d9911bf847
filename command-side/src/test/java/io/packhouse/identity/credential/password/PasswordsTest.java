package io.packhouse.identity.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.heavy.HeavyWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HeavyWork heavy = new HeavyWork(1, 64, Duration.ofSeconds(30), meters);
    final Passwords passwords = new Passwords(heavy, 10);

    @AfterEach
    void close() {
        heavy.close();
    }

    @Test
    void aHashNamesItsAlgorithmAndMatchesItsPasswordOnly() {
        var hash = passwords.hash("seven wet umbrellas");
        assertThat(hash).startsWith("{bcrypt}$2a$10$");
        assertThat(passwords.matches("seven wet umbrellas", hash)).isTrue();
        assertThat(passwords.matches("seven dry umbrellas", hash)).isFalse();
        assertThat(passwords.matches("seven wet umbrellas", null)).isFalse();
    }

    @Test
    void oneCharacterInTwoFormsIsTheSamePassword() {
        assertThat(passwords.matches("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @Test
    void aComparisonWithoutAHashIsAsMuchWork() {
        var withHash = passwords.hash("seven wet umbrellas");
        var one = nanos(() -> passwords.matches("wrong", withHash));
        var other = nanos(() -> passwords.matches("wrong", null));
        assertThat(other).isBetween(one / 4, one * 4);
    }

    @Test
    void fewerRoundsAreOutdated() {
        var old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("seven wet umbrellas");
        assertThat(passwords.isOutdated(old)).isTrue();
        assertThat(passwords.matches("seven wet umbrellas", old)).isTrue();
        assertThat(passwords.isOutdated(passwords.hash("seven wet umbrellas"))).isFalse();
    }

    @Test
    void moreThanSixteenAtOnceAreRejected() {
        try (var clients = Executors.newFixedThreadPool(40)) {
            var all = IntStream.range(0, 40)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> passwords.matches("wrong", null), clients))
                    .toList();
            all.forEach(one -> one.exceptionally(_ -> false).join());
            assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .isNotEmpty()
                    .allSatisfy(
                            one -> assertThatThrownBy(one::join).hasCauseInstanceOf(RejectedExecutionException.class));
            assertThat(all.stream().filter(one -> !one.isCompletedExceptionally()))
                    .hasSizeGreaterThanOrEqualTo(16);
        }
    }

    private static long nanos(Runnable work) {
        work.run();
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
