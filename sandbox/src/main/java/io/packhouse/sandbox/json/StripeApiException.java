package io.packhouse.sandbox.json;

import io.packhouse.sandbox.journal.StoredResponse;
import org.jspecify.annotations.Nullable;

/// An error response of Stripe's API.
public final class StripeApiException extends RuntimeException {

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;
    private final boolean kept;

    private StripeApiException(
            int status, String type, @Nullable String code, String message, @Nullable String param, boolean kept) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
        this.kept = kept;
    }

    /// The request is invalid: no work began, and the response is not stored under an idempotency
    /// key.
    public static StripeApiException invalid(@Nullable String code, String message, String param) {
        return new StripeApiException(400, "invalid_request_error", code, message, param, false);
    }

    /// The current state forbids it: the response is stored and replayed.
    public static StripeApiException refused(String code, String message) {
        return new StripeApiException(400, "invalid_request_error", code, message, null, true);
    }

    public static StripeApiException missing(String object, String id, String param) {
        var message = "No such " + object + ": '" + id + "'";
        return new StripeApiException(404, "invalid_request_error", "resource_missing", message, param, false);
    }

    public static StripeApiException of(int status, String type, @Nullable String code, String message) {
        return new StripeApiException(status, type, code, message, null, false);
    }

    /// True when the response is stored under its idempotency key.
    public boolean isKept() {
        return kept;
    }

    public StoredResponse answer() {
        var error = Json.object().put("type", type).put("message", getMessage());
        if (code != null) error.put("code", code);
        if (param != null) error.put("param", param);
        var body = Json.object();
        body.set("error", error);
        return new StoredResponse(status, Json.text(body));
    }
}
