package io.packhouse.identity.query;

import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How often persons may export what is known about them: once an hour on each node, because it reads the whole log.
@Component
class OwnExportLimit {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Map<PersonId, Instant> begun = new ConcurrentHashMap<>();
    private final Clock clock;

    OwnExportLimit(Clock clock) {
        this.clock = clock;
    }

    /// Throws [TooManyRequestsException] for a second one within an hour.
    void count(PersonId person) {
        var now = clock.instant();
        begun.values().removeIf(at -> !at.plus(WINDOW).isAfter(now));
        var before = begun.putIfAbsent(person, now);
        if (before != null) {
            throw new TooManyRequestsException(
                    Duration.between(now, before.plus(WINDOW)).plusSeconds(1));
        }
    }

    /// The export was not made.
    void release(PersonId person) {
        begun.remove(person);
    }
}
