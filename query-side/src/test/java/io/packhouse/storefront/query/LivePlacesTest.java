package io.packhouse.storefront.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.storefront.query.LivePlaces.Watcher;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// Places for two visitors and three who are signed in, two for each at most.
class LivePlacesTest {

    static final Watcher HERE = new Watcher(false, "192.0.2.1");
    static final Watcher THERE = new Watcher(false, "192.0.2.2");
    static final Watcher ADA = new Watcher(true, "per_ada");
    static final Watcher BOB = new Watcher(true, "per_bob");

    final LivePlaces places = new LivePlaces(2, 3, 2);

    @Test
    void visitorsNeverTakeThePlacesOfThoseWhoAreSignedIn() {
        places.take(HERE);
        places.take(THERE);
        isFull(HERE);
        assertThatCode(() -> places.take(ADA)).doesNotThrowAnyException();
    }

    @Test
    void nobodyTakesEverybodysPlaces() {
        places.take(ADA);
        places.take(ADA);
        isFull(ADA);
        places.take(BOB);
        isFull(BOB);
    }

    @Test
    void whoLeavesMakesRoom() {
        try (var _ = places.take(ADA);
                var _ = places.take(ADA)) {
            isFull(ADA);
        }
        places.take(BOB);
        places.take(BOB);
        places.take(ADA);
        isFull(ADA);
    }

    private void isFull(Watcher watcher) {
        assertThatThrownBy(() -> places.take(watcher))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
