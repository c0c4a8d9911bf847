package io.packhouse.shared.api;

/// Why a caller is told no. Constants of enums; the constant's name is part of the HTTP contract.
public interface Refusal {

    String name();

    /// One sentence for people.
    String sentence();

    /// How the door answers.
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// What sort of no it is: the state forbids it (409), there is no such thing (404), the request
    /// itself can never be right (422), it was made for another version (412), or what would serve
    /// it is not set up (503).
    enum Kind {
        CONFLICT,
        NOT_FOUND,
        INVALID,
        OUTDATED,
        UNAVAILABLE
    }
}
