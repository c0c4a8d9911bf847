package io.packhouse.app.demo;

import io.packhouse.engine.http.StreamEventAwaiter;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// What becomes of what the demo has asked for, as soon as it is recorded: asking over and over
/// took more of the machine than everything else.
@Component
@Profile("demo")
class DemoEventAwaiter {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StreamEventAwaiter streamEventAwaiter;

    DemoEventAwaiter(StreamEventAwaiter streamEventAwaiter) {
        this.streamEventAwaiter = streamEventAwaiter;
    }

    /// The first event of that stream that is as wished.
    Object of(String stream, Predicate<Object> wished) {
        return streamEventAwaiter
                .await(stream, wished, PATIENCE)
                .orElseThrow(() -> new IllegalStateException("Waited in vain for " + stream));
    }
}
