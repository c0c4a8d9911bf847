package io.packhouse.engine.admission;

/// The request got no slot again in time. Nothing was done for it.
public final class RequestShedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RequestShedException() {
        super("Too many requests are in progress; nothing was done.", null, false, false);
    }
}
