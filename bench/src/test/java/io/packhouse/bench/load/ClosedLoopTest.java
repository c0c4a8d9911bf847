package io.packhouse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.app.maintenance.Progress;
import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    final ClosedLoop loop = new ClosedLoop(Progress.silent());

    @Test
    void everyOperationHasANumberOfItsOwnAndIsMeasured() throws Exception {
        var numbers = new ConcurrentSkipListSet<Integer>();
        var outcome = loop.run("test", 4, 1, () -> number -> {
            assertThat(numbers.add(number)).isTrue();
            Thread.sleep(5);
        });
        assertThat(outcome.latencies().count()).isEqualTo(numbers.size()).isPositive();
        assertThat(outcome.latencies().percentile(1)).isGreaterThanOrEqualTo(5);
        assertThat(outcome.perSecond()).isEqualTo(numbers.size() / outcome.seconds());
    }

    @Test
    void theFirstFailureEndsAllClients() {
        assertThatThrownBy(() -> loop.run("test", 4, 600, () -> number -> {
                    Thread.sleep(5);
                    if (number == 20) {
                        throw new IOException("not confirmed");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("not confirmed");
    }

    @Test
    void soManyOperationsAreDoneAsAsked() throws Exception {
        var numbers = new ConcurrentSkipListSet<Integer>();
        loop.times("test", 3, 10, numbers::add);
        assertThat(numbers).hasSize(10);
    }
}
