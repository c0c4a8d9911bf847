package io.packhouse.app.maintenance.doctor;

import org.jspecify.annotations.Nullable;

/// The result of one check; `advice` is set whenever action is needed.
record CheckResult(
        String check, Level level, String found, @Nullable String advice) {

    enum Level {
        /// No action needed.
        FINE("✓"),
        /// Not checked, because a prerequisite is missing.
        SKIPPED("–"),
        /// It works, but should be fixed.
        WARNING("!"),
        /// It does not work, or guarantees are not met.
        BROKEN("✗");

        final String sign;

        Level(String sign) {
            this.sign = sign;
        }
    }

    static CheckResult fine(String check, String found) {
        return new CheckResult(check, Level.FINE, found, null);
    }

    static CheckResult skipped(String check, String found) {
        return new CheckResult(check, Level.SKIPPED, found, null);
    }

    static CheckResult warning(String check, String found, String advice) {
        return new CheckResult(check, Level.WARNING, found, advice);
    }

    static CheckResult broken(String check, String found, String advice) {
        return new CheckResult(check, Level.BROKEN, found, advice);
    }
}
