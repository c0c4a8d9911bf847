package io.packhouse.app.care;

import org.jspecify.annotations.Nullable;

/// One sentence that says why something was not done.
final class CareRefused extends RuntimeException {

    CareRefused(String sentence) {
        this(sentence, null);
    }

    CareRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
