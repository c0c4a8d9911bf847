package io.packhouse.engine.reading;

/// A cursor that is not ours, or that belongs to a list with another filter: 422.
public final class BadCursor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadCursor(String why) {
        super(why, null, false, false);
    }
}
