package io.packhouse.app.problem;

import java.util.Locale;

/// The registry of all problems. The slug is the constant in lower case with hyphens, the type is
/// `/problems/<slug>`, and the running engine serves a description at that address.
public enum Problem {
    MALFORMED_REQUEST(
            400, "Malformed request", "Check the address, the headers, and that the body matches its Content-Type."),
    BAD_HEADER(400, "Invalid header", "Send the named header once, in visible ASCII characters."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "Idempotency-Key required",
            "Send the header Idempotency-Key with a value you choose; send the same value when you"
                    + " repeat the request, and it is done once."),
    WRONG_SIGNATURE(400, "Invalid signature", "Check the signing key of the webhook, and sign the body as it is sent."),
    INVALID_CONSISTENCY_TOKEN(400, "Invalid Consistency-Token", "Send the value of an earlier response, such as g.42."),
    UNAUTHENTICATED(401, "Authentication required", "Send Authorization: Bearer <token>."),
    SIGN_IN_REJECTED(
            401,
            "Sign-in rejected",
            "Check the address and the password, and the mail of that address for a link to verify it."),
    SECOND_FACTOR_REQUIRED(
            401,
            "A code of the second factor is required",
            "Send challenge and a code to POST /api/v1/auth/login/second-factor before expiresAt."),
    FORBIDDEN(403, "Not allowed", "Use a token with the named scope."),
    NOT_FOUND(404, "Not found", "Check the address and the id."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The header Allow lists the allowed methods."),
    NOT_ACCEPTABLE(406, "Not acceptable", "Accept application/json."),
    TOO_SLOW(408, "The request timed out", "Send it again over a better connection; nothing was done."),
    INSUFFICIENT_STOCK(
            409,
            "Not enough stock",
            "Order less, or try again later; the response has the available quantity of each SKU."),
    STATE_CONFLICT(409, "Conflict with the current state", "Read the resource again and choose an allowed operation."),
    IDEMPOTENCY_IN_FLIGHT(409, "A request with this key is in progress", "Wait a moment and send it again."),
    VERSION_CHANGED(
            412,
            "The resource has changed",
            "Read it again, check what has changed, and send If-Match with the new ETag."),
    TOO_LARGE(413, "The body is too large", "The limit is one megabyte; five for an image, 32 for a manifest."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Send a Content-Type that the response header Accept lists."),
    VALIDATION_FAILED(422, "Validation failed", "Each entry of errors has a field and what it requires."),
    UNKNOWN_PARAMETER(422, "Unknown parameter", "Use one of the known parameters."),
    WRONG_ID_TYPE(422, "The id is of another type", "The prefix of an id is its type."),
    INVALID_CURSOR(422, "Invalid cursor", "Start again without a cursor."),
    IDEMPOTENCY_KEY_REUSED(
            422, "Idempotency-Key reused for another request", "Choose a new Idempotency-Key for a new request."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts", "Try again after the time in Retry-After."),
    UNEXPECTED(500, "Unexpected error", "Accepted commands are not lost. Quote the trace id when you report it."),
    OVERLOADED(503, "Overloaded", "Try again after the time in Retry-After."),
    COMMAND_TIMEOUT(
            503,
            "The command timed out; its outcome is unknown",
            "Send it again under the same Idempotency-Key: it is executed once, and you get its result."),
    ISSUER_UNAVAILABLE(
            503,
            "The identity provider is unavailable",
            "Try again after the time in Retry-After; the token may be valid."),
    NOT_SET_UP(503, "Not configured", "Ask the operator of this shop; docs/configuration.md lists the settings."),
    STORE_UNAVAILABLE(
            503,
            "The event store or database is unavailable",
            "Try again after the time in Retry-After. Send a command under the same"
                    + " Idempotency-Key: it is executed once, and you get its result."),
    STORAGE_FULL(
            507, "No disk space left", "Try again after the time in Retry-After; an operator has to free disk space."),
    PROJECTION_BEHIND(503, "The projection has not caught up", "Try again after the time in Retry-After.");

    private final int status;
    private final String title;
    private final String hint;

    Problem(int status, String title, String hint) {
        this.status = status;
        this.title = title;
        this.hint = hint;
    }

    /// The problem of a bare HTTP status.
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TOO_SLOW;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_FAILED;
            case 429 -> TOO_MANY_ATTEMPTS;
            case 503 -> OVERLOADED;
            case 501, 505 -> MALFORMED_REQUEST; // Unsupported encoding, method or HTTP version.
            case 507 -> STORAGE_FULL;
            default -> status < 500 ? MALFORMED_REQUEST : UNEXPECTED;
        };
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String hint() {
        return hint;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the same request may succeed later.
    public boolean isRetryable() {
        return status >= 500 || this == IDEMPOTENCY_IN_FLIGHT || this == TOO_SLOW || this == TOO_MANY_ATTEMPTS;
    }
}
