package io.packhouse.engine.query;

/// A malformed cursor, or one of another list or filter: 422.
public final class InvalidCursorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidCursorException(String why) {
        super(why, null, false, false);
    }
}
