package io.packhouse.sandbox.fault;

import org.jspecify.annotations.Nullable;

/// How many of the next matching calls fail, and how. `paths` is a part of "POST /v1/…", `*` for
/// any.
public record ApiFaults(
        int latencyMillis,
        int rateLimit,
        int failBeforeWork,
        int failAfterWork,
        int hang,
        int cut,
        int truncate,
        @Nullable String paths) {

    static final ApiFaults NONE = new ApiFaults(0, 0, 0, 0, 0, 0, 0, null);

    public ApiFaults {
        if (latencyMillis < 0 || latencyMillis > 600_000) {
            throw new IllegalArgumentException("latencyMillis must be between 0 and 600000");
        }
        if (rateLimit < 0 || failBeforeWork < 0 || failAfterWork < 0) {
            throw new IllegalArgumentException("Counts must not be negative");
        }
        if (hang < 0 || cut < 0 || truncate < 0) {
            throw new IllegalArgumentException("Counts must not be negative");
        }
    }

    boolean matches(String call) {
        if (paths == null || paths.isEmpty()) return true;
        int from = 0;
        for (var part : paths.split("\\*", -1)) {
            int at = call.indexOf(part, from);
            if (at < 0) return false;
            from = at + part.length();
        }
        return true;
    }

    int left(Fault fault) {
        return switch (fault) {
            case RATE_LIMIT -> rateLimit;
            case FAIL_BEFORE_WORK -> failBeforeWork;
            case FAIL_AFTER_WORK -> failAfterWork;
            case HANG -> hang;
            case CUT -> cut;
            case TRUNCATE -> truncate;
        };
    }

    ApiFaults spent(Fault fault) {
        return new ApiFaults(
                latencyMillis,
                rateLimit - one(fault == Fault.RATE_LIMIT),
                failBeforeWork - one(fault == Fault.FAIL_BEFORE_WORK),
                failAfterWork - one(fault == Fault.FAIL_AFTER_WORK),
                hang - one(fault == Fault.HANG),
                cut - one(fault == Fault.CUT),
                truncate - one(fault == Fault.TRUNCATE),
                paths);
    }

    private static int one(boolean hit) {
        return hit ? 1 : 0;
    }
}
