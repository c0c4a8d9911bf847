package io.packhouse.storefront.query;

import io.packhouse.storefront.query.LiveStreamLimiter.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Notifies browsers that there is new data, without the data: authorisation happens where it is
/// read. The id of each message is a position, so a reconnecting browser sends its last position
/// and is notified at once if it missed anything.
@Component
public class LiveStreams {

    static final String MOVED = "moved";

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofMinutes(10); // Then the browser reconnects.
    private static final long RETRY_MILLIS = 1_000;

    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final LiveStreamLimiter places;

    LiveStreams(ReadModelChangeNotifier readModelChangeNotifier, LiveStreamLimiter places) {
        this.readModelChangeNotifier = readModelChangeNotifier;
        this.places = places;
    }

    /// `page` is the position of the rendered page, for a browser without a last position.
    /// `version` returns, for a position of the read models, the position of what the page shows;
    /// no message is sent while it is unchanged.
    public SseEmitter open(Subscriber subscriber, @Nullable String lastEventId, long page, LongUnaryOperator version) {
        var place = places.take(subscriber);
        var stream = new SseEmitter(LIFE.toMillis());
        Thread.ofVirtual().name("live-stream").start(() -> {
            try (place) {
                serve(stream, seen(lastEventId, page), version);
            }
        });
        return stream;
    }

    private void serve(SseEmitter stream, long seen, LongUnaryOperator version) {
        var until = System.nanoTime() + LIFE.toNanos();
        try {
            stream.send(SseEmitter.event().reconnectTime(RETRY_MILLIS).comment("open"));
            var beat = readModelChangeNotifier.position();
            var lastSent = version.applyAsLong(beat);
            if (lastSent != seen) {
                stream.send(message(lastSent));
            }
            var sent = System.nanoTime();
            while (readModelChangeNotifier.isRunning() && System.nanoTime() < until) {
                beat = readModelChangeNotifier.await(beat, HEARTBEAT);
                // Also after a timeout: the tables may have caught up only now.
                var now = version.applyAsLong(beat);
                if (now > lastSent) {
                    lastSent = now;
                    stream.send(message(now));
                    sent = System.nanoTime();
                } else if (System.nanoTime() - sent >= HEARTBEAT.toNanos()) {
                    // Also while other data changes: a proxy would close a silent stream, and a
                    // closed page is detected only by a write.
                    stream.send(SseEmitter.event().comment("still here"));
                    sent = System.nanoTime();
                }
            }
            stream.complete();
        } catch (IOException e) {
            // The browser disconnected. Tomcat ends the request itself; completing it here would
            // fail.
        } catch (RuntimeException e) {
            // For example, the database is unavailable: the browser reconnects.
            stream.completeWithError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stream.complete();
        }
    }

    private static SseEmitter.SseEventBuilder message(long position) {
        return SseEmitter.event()
                .id(String.valueOf(position))
                .name(MOVED)
                .data("{\"position\":" + position + "}", MediaType.APPLICATION_JSON);
    }

    private static long seen(@Nullable String lastEventId, long page) {
        return lastEventId != null && lastEventId.matches("\\d{1,18}") ? Long.parseLong(lastEventId) : page;
    }
}
