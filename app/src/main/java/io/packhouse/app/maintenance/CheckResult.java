package io.packhouse.app.maintenance;

import org.jspecify.annotations.Nullable;

/// What one look found; `advice` is there whenever something is to be done.
record CheckResult(String check, Level level, String found, @Nullable String advice) {

    enum Level {
        /// As it should be.
        FINE("✓"),
        /// Not looked at, because something else must be there first.
        SKIPPED("–"),
        /// It works, and should be mended.
        WARNING("!"),
        /// It does not work, or promises are not kept.
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
