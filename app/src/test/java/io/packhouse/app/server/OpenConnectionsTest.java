package io.packhouse.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which connections are admitted when there are many, which are closed for new ones, and which
/// have timed out.
class OpenConnectionsTest {

    static final int MOST = 10;
    static final int EACH = 4;

    long nanos;
    boolean looking;
    final List<Object> closed = new ArrayList<>();
    final OpenConnections open = new OpenConnections(limits(EACH), () -> nanos);

    @Test
    void theConnectionThatWaitsLongestIsClosedForANewOne() {
        fill();
        open.find(0).orElseThrow().requestBegins();
        assertThat(admits("new", "10.0.0.99")).isTrue();
        assertThat(closed).containsExactly(1);
        assertThat(open.find("new").orElseThrow().isSpare()).isFalse();
        assertThat(open.count()).isEqualTo(MOST);
    }

    @Test
    void anAddressAtItsLimitClosesItsOwnConnections() {
        fillFrom("10.0.0.1", EACH);
        assertThat(admits("another", "10.0.0.2")).isTrue();
        assertThat(admits("more", "10.0.0.1")).isTrue();
        assertThat(closed).containsExactly(0);
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        for (var i = 0; i < EACH; i++) {
            assertThat(admits(i, "2001:db8:1:2::" + i)).isTrue();
        }
        assertThat(admits("same network", "2001:db8:1:2:3:4:5:6")).isTrue();
        assertThat(closed).containsExactly(0);
        assertThat(admits("another network", "2001:db8:1:3::1")).isTrue();
        assertThat(closed).hasSize(1);
    }

    @Test
    void aFewConnectionsAreSpareWhileAllAreBeingAnswered() {
        fill();
        IntStream.range(0, MOST).forEach(i -> open.find(i).orElseThrow().requestBegins());
        for (var i = 0; i < ConnectionLimits.SPARE; i++) {
            assertThat(admits("spare " + i, "10.1.0." + i)).isTrue();
            assertThat(open.find("spare " + i).orElseThrow().isSpare()).isTrue();
            open.find("spare " + i).orElseThrow().requestBegins();
        }
        assertThat(admits("too many", "10.2.0.1")).isFalse();
        assertThat(closed).isEmpty();
        open.forget(3);
        open.forget("spare 1");
        assertThat(admits("again", "10.2.0.1")).isTrue();
    }

    /// Or a request other than a health check would be admitted beyond the limit.
    @Test
    void aSpareConnectionThatWaitsMakesRoomForASpareOneOnly() {
        fill();
        IntStream.range(0, MOST).forEach(i -> open.find(i).orElseThrow().requestBegins());
        for (var i = 0; i < ConnectionLimits.SPARE; i++) {
            nanos++;
            assertThat(admits("spare " + i, "10.0.0.1")).isTrue();
        }
        assertThat(admits("another", "10.0.0.1")).isTrue();
        assertThat(open.find("another").orElseThrow().isSpare()).isTrue();
        assertThat(closed).containsExactly("spare 0");
        open.forget(1);
        assertThat(admits("one", "10.0.0.1")).isTrue();
        assertThat(open.find("one").orElseThrow().isSpare()).isFalse();
    }

    @Test
    void withoutALimitPerAddressTheTotalLimitApplies() {
        var all = new OpenConnections(limits(0), () -> nanos);
        for (var i = 0; i < MOST; i++) {
            assertThat(all.admit(i, address("10.0.0.1"), () -> closed.add("one")))
                    .isTrue();
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void aHeadTimesOutHoweverItArrives() {
        fillFrom("10.0.0.1", 1);
        var one = open.find(0).orElseThrow();
        after(15).headBegins();
        assertThat(late()).isEmpty();
        after(6).headBegins();
        assertThat(late()).as("counted since it was opened").containsExactly(0);
        one.requestBegins();
        after(1_000);
        assertThat(late()).as("being answered").isEmpty();
        one.requestEnds();
        after(15).rests();
        after(59);
        assertThat(late()).as("idle").isEmpty();
        one.headBegins();
        after(19).headBegins();
        assertThat(late()).as("the next head").isEmpty();
        after(2);
        assertThat(late()).containsExactly(0);
    }

    @Test
    void emptyLinesDoNotExtendTheTimeout() {
        fillFrom("10.0.0.1", 2);
        var used = open.find(1).orElseThrow();
        used.requestBegins();
        used.requestEnds();
        used.rests();
        for (var i = 0; i < 11; i++) {
            after(2).rests();
            used.rests();
        }
        assertThat(late()).containsExactly(0);
        after(39);
        used.rests();
        assertThat(late()).containsExactly(0, 1);
    }

    @Test
    void dataAfterAnAnswerIsNotReadForLong() {
        fillFrom("10.0.0.1", 1);
        open.find(0).orElseThrow().requestBegins();
        open.find(0).orElseThrow().requestEnds();
        after(21);
        assertThat(late()).containsExactly(0);
    }

    private OpenConnection after(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        return open.find(0).orElseThrow();
    }

    private List<Object> late() {
        closed.clear();
        looking = true;
        open.closeLate();
        looking = false;
        return closed;
    }

    private void fill() {
        for (var i = 0; i < MOST; i++) {
            nanos++;
            assertThat(admits(i, "10.0.0." + i)).isTrue();
        }
    }

    private void fillFrom(String address, int many) {
        for (var i = 0; i < many; i++) {
            nanos++;
            assertThat(admits(i, address)).isTrue();
        }
    }

    private boolean admits(Object socket, String from) {
        return open.admit(socket, address(from), () -> {
            closed.add(socket);
            if (!looking) {
                open.forget(socket); // As a closed socket is.
            }
        });
    }

    private static ConnectionLimits limits(int each) {
        return new ConnectionLimits(MOST, each, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
