package io.packhouse.engine.http;

import java.time.Instant;

/// The password is right, and a code of the second factor is missing: 401 with the challenge to send it with.
public final class SecondFactorRequiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient String challenge;
    private final transient Instant expiresAt;

    public SecondFactorRequiredException(String challenge, Instant expiresAt) {
        super("This account has a second factor: send a code of it with the challenge.", null, false, false);
        this.challenge = challenge;
        this.expiresAt = expiresAt;
    }

    public String challenge() {
        return challenge;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
