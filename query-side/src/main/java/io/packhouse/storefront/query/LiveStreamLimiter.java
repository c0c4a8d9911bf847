package io.packhouse.storefront.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.packhouse.engine.http.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Limits the open live streams. Visitors cannot use up the places of signed-in users, and there is
/// a limit per user and per visitor address.
@Component
public class LiveStreamLimiter implements MeterBinder {

    private static final String VISITOR = "anonymous";

    private final int maxAnonymous;
    private final int maxSignedIn;
    private final int each;
    private final AtomicInteger anonymousStreams = new AtomicInteger();
    private final AtomicInteger signedInStreams = new AtomicInteger();
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    /// The subscriber, and whether he is signed in.
    public record Subscriber(boolean signedIn, String name) {

        public static Subscriber of(Caller caller, HttpServletRequest request) {
            return caller.actor().equals(VISITOR)
                    ? new Subscriber(false, request.getRemoteAddr())
                    : new Subscriber(true, caller.actor());
        }
    }

    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    LiveStreamLimiter(
            @Value("${packhouse.live-streams.anonymous:300}") int maxAnonymous,
            @Value("${packhouse.live-streams.signed-in:500}") int maxSignedIn,
            @Value("${packhouse.live-streams.max-per-user:30}") int each) {
        this.maxAnonymous = maxAnonymous;
        this.maxSignedIn = maxSignedIn;
        this.each = each;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "anonymous", anonymousStreams);
        gauge(meters, "signed-in", signedInStreams);
    }

    private static void gauge(MeterRegistry meters, String audience, AtomicInteger places) {
        Gauge.builder("packhouse.live.streams", places, AtomicInteger::get)
                .description("Pages that are watching here at this moment.")
                .tag("audience", audience)
                .register(meters);
    }

    /// The permit counts until it is closed.
    Permit take(Subscriber subscriber) {
        var places = subscriber.signedIn() ? signedInStreams : anonymousStreams;
        var most = subscriber.signedIn() ? maxSignedIn : maxAnonymous;
        if (taken.merge(subscriber.name(), 1, Integer::sum) > each) {
            release(subscriber);
            throw new RejectedExecutionException("Too many pages of one visitor are watching");
        }
        if (places.incrementAndGet() > most) {
            places.decrementAndGet();
            release(subscriber);
            throw new RejectedExecutionException("Too many pages are watching");
        }
        return () -> {
            places.decrementAndGet();
            release(subscriber);
        };
    }

    private void release(Subscriber subscriber) {
        taken.computeIfPresent(subscriber.name(), (_, now) -> now == 1 ? null : now - 1);
    }
}
