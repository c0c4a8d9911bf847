package io.packhouse.sandbox.wire;

import io.packhouse.sandbox.fault.Fault;
import io.packhouse.sandbox.journal.Answer;
import org.jspecify.annotations.Nullable;

/// An answer on its way out: said before or not, and what befalls it.
public record Reply(
        int status,
        String type,
        String body,
        @Nullable String location,
        boolean replayed,
        @Nullable Fault fault) {

    public static Reply of(Answer answer) {
        return new Reply(answer.status(), "application/json", answer.body(), null, false, null);
    }

    public static Reply html(int status, String page) {
        return new Reply(status, "text/html; charset=utf-8", page, null, false, null);
    }

    public static Reply seeOther(String location) {
        return new Reply(303, "text/plain; charset=utf-8", "", location, false, null);
    }

    public Reply again() {
        return new Reply(status, type, body, location, true, fault);
    }

    public Reply with(@Nullable Fault next) {
        return new Reply(status, type, body, location, replayed, next);
    }
}
