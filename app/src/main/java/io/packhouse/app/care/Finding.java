package io.packhouse.app.care;

import org.jspecify.annotations.Nullable;

/// What one look found; `advice` is there whenever something is to be done.
record Finding(String check, Level level, String found, @Nullable String advice) {

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

    static Finding fine(String check, String found) {
        return new Finding(check, Level.FINE, found, null);
    }

    static Finding skipped(String check, String found) {
        return new Finding(check, Level.SKIPPED, found, null);
    }

    static Finding warning(String check, String found, String advice) {
        return new Finding(check, Level.WARNING, found, advice);
    }

    static Finding broken(String check, String found, String advice) {
        return new Finding(check, Level.BROKEN, found, advice);
    }
}
