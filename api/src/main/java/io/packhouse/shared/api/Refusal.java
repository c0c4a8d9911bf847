package io.packhouse.shared.api;

/// Why a command or request is rejected. Implemented by enums; the constant's name is part of the
/// HTTP contract.
public interface Refusal {

    String name();

    /// One sentence for people.
    String sentence();

    /// The kind of rejection, from which an endpoint derives its status.
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// The state forbids it (409), there is no such thing (404), the request itself can never be
    /// valid (422), it was made for another version (412), or a required component is not
    /// configured (503).
    enum Kind {
        CONFLICT,
        NOT_FOUND,
        INVALID,
        OUTDATED,
        UNAVAILABLE
    }
}
