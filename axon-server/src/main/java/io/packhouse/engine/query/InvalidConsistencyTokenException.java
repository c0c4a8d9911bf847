package io.packhouse.engine.query;

/// A malformed Consistency-Token: 400.
public final class InvalidConsistencyTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidConsistencyTokenException(String token) {
        super("Not a Consistency-Token (g.<position>): " + token, null, false, false);
    }
}
