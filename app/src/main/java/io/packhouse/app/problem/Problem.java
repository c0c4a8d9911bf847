package io.packhouse.app.problem;

import java.util.Locale;

/// The registry: the only way to a problem. The slug is the constant in lower case with hyphens,
/// the type is `/problems/<slug>`, and that address explains it in the running engine.
public enum Problem {
    UNREADABLE(
            400,
            "The request cannot be read",
            "Check the address, the headers, and that the body is what its Content-Type says."),
    BAD_HEADER(
            400,
            "A header is not what it must be",
            "Send the named header once, in visible ASCII characters."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "An Idempotency-Key is needed",
            "Send the header Idempotency-Key with a value you choose; send the same value when you"
                    + " repeat the request, and it is done once."),
    WRONG_SIGNATURE(
            400,
            "The signature does not fit",
            "Check the signing key of the webhook, and sign the body as it is sent."),
    BAD_TOKEN(
            400,
            "The Consistency-Token cannot be read",
            "Send the value as an earlier answer gave it, such as g.42."),
    UNAUTHENTICATED(401, "Nobody is signed in", "Send Authorization: Bearer <token>."),
    FORBIDDEN(403, "Not allowed", "Ask for a token with the scope that is named."),
    NOT_FOUND(404, "There is nothing here", "Check the address and the id."),
    METHOD_NOT_ALLOWED(405, "Not that method", "The header Allow names what works."),
    NOT_ACCEPTABLE(406, "Not in that form", "Ask for application/json."),
    TOO_SLOW(
            408,
            "The request came too slowly",
            "Send it again over a better connection; nothing was done."),
    INSUFFICIENT_STOCK(
            409,
            "Not enough stock",
            "Ask for less, or again later; what is there is named for each SKU."),
    STATE_CONFLICT(409, "Not in this state", "Look at what is allowed now and choose from it."),
    IDEMPOTENCY_IN_FLIGHT(
            409, "The same request is being answered", "Wait a moment and send it again."),
    VERSION_CHANGED(
            412,
            "It was changed since you read it",
            "Read it again, look at what others changed, and send If-Match with the new ETag."),
    TOO_LARGE(
            413,
            "The body is too large",
            "A body may have one megabyte, an image five, a manifest 32."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Not in that format",
            "Send a Content-Type that the header Accept of the answer names."),
    INVALID(
            422,
            "The request is not right",
            "Each entry of errors names a field and what it needs."),
    UNKNOWN_PARAMETER(422, "There is no such parameter", "Choose from the known ones."),
    WRONG_ID_KIND(422, "That is another kind of id", "An id's prefix says what it names."),
    BAD_CURSOR(422, "That cursor does not fit", "Begin again without a cursor."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The key was used for another request",
            "Choose a new Idempotency-Key for a new request."),
    UNEXPECTED(
            500,
            "Something went wrong on our side",
            "Nothing that was accepted is lost. Quote the trace id when you report it."),
    OVERLOADED(503, "Too much to do at the moment", "Try again after the time in Retry-After."),
    NO_ANSWER(
            503,
            "Nobody said what became of it",
            "Send it again under the same Idempotency-Key: it happens once, and you learn of it."),
    NOT_SET_UP(
            503,
            "That is not set up here",
            "Tell whoever runs this shop; docs/configuration.md says what is to be set."),
    STORE_UNAVAILABLE(
            503,
            "The store does not answer",
            "Try again after the time in Retry-After. Send a command under the same"
                    + " Idempotency-Key: it happens once, and you learn of it."),
    STORAGE_FULL(
            507,
            "There is no room left to write",
            "Try again after the time in Retry-After; somebody has to make room."),
    PROJECTION_BEHIND(
            503, "The read side has not caught up", "Try again after the time in Retry-After.");

    private final int status;
    private final String title;
    private final String hint;

    Problem(int status, String title, String hint) {
        this.status = status;
        this.title = title;
        this.hint = hint;
    }

    /// What a bare HTTP status comes to.
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
            case 422 -> INVALID;
            case 429, 503 -> OVERLOADED;
            case 501, 505 -> UNREADABLE; // A coding, a method or a version that is not spoken here.
            case 507 -> STORAGE_FULL;
            default -> status < 500 ? UNREADABLE : UNEXPECTED;
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

    /// Whether the same request may succeed later without being changed.
    public boolean isRetryable() {
        return status >= 500 || this == IDEMPOTENCY_IN_FLIGHT || this == TOO_SLOW;
    }
}
