package io.packhouse.engine.http;

/// A credential is wrong, or what it belongs to cannot be used: 401. The message does not reveal which.
public final class SignInRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SignInRejectedException(String sentence) {
        super(sentence, null, false, false);
    }
}
