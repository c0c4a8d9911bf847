package io.packhouse.engine.query;

/// A cursor that is not ours, or that belongs to a list with another filter: 422.
public final class InvalidCursorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidCursorException(String why) {
        super(why, null, false, false);
    }
}
