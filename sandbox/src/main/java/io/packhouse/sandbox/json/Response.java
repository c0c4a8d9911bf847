package io.packhouse.sandbox.json;

import io.packhouse.sandbox.fault.Fault;
import io.packhouse.sandbox.journal.StoredResponse;
import org.jspecify.annotations.Nullable;

/// A response to send; it may be replayed, and a fault may apply to it.
public record Response(
        int status,
        String type,
        String body,
        @Nullable String location,
        boolean replayed,
        @Nullable Fault fault) {

    public static Response of(StoredResponse storedResponse) {
        return new Response(storedResponse.status(), "application/json", storedResponse.body(), null, false, null);
    }

    public static Response html(int status, String page) {
        return new Response(status, "text/html; charset=utf-8", page, null, false, null);
    }

    public static Response seeOther(String location) {
        return new Response(303, "text/plain; charset=utf-8", "", location, false, null);
    }

    public Response again() {
        return new Response(status, type, body, location, true, fault);
    }

    public Response with(@Nullable Fault next) {
        return new Response(status, type, body, location, replayed, next);
    }
}
