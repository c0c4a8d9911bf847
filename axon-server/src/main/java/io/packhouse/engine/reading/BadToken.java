package io.packhouse.engine.reading;

/// A Consistency-Token that no answer of ours can have carried: 400.
public final class BadToken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadToken(String token) {
        super("Not a Consistency-Token (g.<position>): " + token, null, false, false);
    }
}
