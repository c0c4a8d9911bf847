package io.packhouse.sandbox.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How webhook delivery fails, for the named types or for all.
public record WebhookFaults(
        int delayMillis,
        int repeat,
        boolean shuffle,
        boolean drop,
        @Nullable List<String> types) {

    public static final WebhookFaults NONE = new WebhookFaults(0, 1, false, false, List.of());

    public WebhookFaults {
        if (delayMillis < 0 || delayMillis > 3_600_000) {
            throw new IllegalArgumentException("delayMillis must be between 0 and 3600000");
        }
        if (repeat < 0 || repeat > 100) {
            throw new IllegalArgumentException("repeat must be between 1 and 100");
        }
        repeat = Math.max(1, repeat);
        types = types == null ? List.of() : List.copyOf(types);
    }

    WebhookFaults forType(String type) {
        return types == null || types.isEmpty() || types.contains(type) ? this : NONE;
    }
}
