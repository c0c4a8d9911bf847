package io.packhouse.storefront.query;

import io.packhouse.storefront.query.LiveStreamLimiter.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells browsers that there is something new to read, never what: what may be read is decided
/// where it is read. The id of each message is a position, so a browser that lost its connection
/// says where it was and hears at once whether it missed anything.
@Component
class LiveStreams {

    static final String MOVED = "moved";

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofMinutes(10); // Then the browser comes again.
    private static final long RETRY_MILLIS = 1_000;

    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final LiveStreamLimiter places;

    LiveStreams(ReadModelChangeNotifier readModelChangeNotifier, LiveStreamLimiter places) {
        this.readModelChangeNotifier = readModelChangeNotifier;
        this.places = places;
    }

    /// `page` is the position at which the page was made, for a browser that heard nothing yet.
    /// `version` tells, at a beat, the position of what the page shows: an unchanged one is no
    /// news.
    SseEmitter open(
            Subscriber subscriber,
            @Nullable String lastEventId,
            long page,
            LongUnaryOperator version) {
        var place = places.take(subscriber);
        var stream = new SseEmitter(LIFE.toMillis());
        Thread.ofVirtual()
                .name("live-stream")
                .start(
                        () -> {
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
            var told = version.applyAsLong(beat);
            if (told != seen) {
                stream.send(message(told));
            }
            var sent = System.nanoTime();
            while (readModelChangeNotifier.isRunning() && System.nanoTime() < until) {
                beat = readModelChangeNotifier.await(beat, HEARTBEAT);
                // Also without a beat: the tables may have caught up only now.
                var now = version.applyAsLong(beat);
                if (now > told) {
                    told = now;
                    stream.send(message(now));
                    sent = System.nanoTime();
                } else if (System.nanoTime() - sent >= HEARTBEAT.toNanos()) {
                    // Also while others move: a proxy would take a silent stream for dead, and a
                    // page that has gone is noticed only when it is written to.
                    stream.send(SseEmitter.event().comment("still here"));
                    sent = System.nanoTime();
                }
            }
            stream.complete();
        } catch (IOException e) {
            // The browser left. Tomcat saw it as well and ends the request; to end it here too
            // would be refused.
        } catch (RuntimeException e) {
            // The database is away, for one: the browser asks again.
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
        return lastEventId != null && lastEventId.matches("\\d{1,18}")
                ? Long.parseLong(lastEventId)
                : page;
    }
}
