package io.packhouse.storefront.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.storefront.query.LiveStreamLimiter.Subscriber;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// A limiter for two visitors and three signed-in users, two streams each at most.
class LiveStreamLimiterTest {

    static final Subscriber HERE = new Subscriber(false, "192.0.2.1");
    static final Subscriber THERE = new Subscriber(false, "192.0.2.2");
    static final Subscriber ADA = new Subscriber(true, "per_ada");
    static final Subscriber BOB = new Subscriber(true, "per_bob");

    final LiveStreamLimiter places = new LiveStreamLimiter(2, 3, 2);

    @Test
    void visitorsNeverUseThePlacesOfSignedInUsers() {
        places.take(HERE);
        places.take(THERE);
        isFull(HERE);
        assertThatCode(() -> places.take(ADA)).doesNotThrowAnyException();
    }

    @Test
    void oneUserCannotUseAllPlaces() {
        places.take(ADA);
        places.take(ADA);
        isFull(ADA);
        places.take(BOB);
        isFull(BOB);
    }

    @Test
    void aClosedStreamFreesItsPlace() {
        try (var _ = places.take(ADA);
                var _ = places.take(ADA)) {
            isFull(ADA);
        }
        places.take(BOB);
        places.take(BOB);
        places.take(ADA);
        isFull(ADA);
    }

    private void isFull(Subscriber subscriber) {
        assertThatThrownBy(() -> places.take(subscriber)).isInstanceOf(RejectedExecutionException.class);
    }
}
