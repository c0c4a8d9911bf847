package io.packhouse.app.demo;

import io.packhouse.engine.http.StreamEventAwaiter;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Waits for events of the demo's orders. Polling would take more CPU time than the rest of the demo.
@Component
@Profile("demo")
class DemoEventAwaiter {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StreamEventAwaiter streamEventAwaiter;

    DemoEventAwaiter(StreamEventAwaiter streamEventAwaiter) {
        this.streamEventAwaiter = streamEventAwaiter;
    }

    /// The first event of that stream that matches.
    Object first(String stream, Predicate<Object> condition) {
        return streamEventAwaiter
                .await(stream, condition, PATIENCE)
                .orElseThrow(() -> new IllegalStateException("Timed out waiting for an event of stream " + stream));
    }
}
