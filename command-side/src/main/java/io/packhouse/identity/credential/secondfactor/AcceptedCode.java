package io.packhouse.identity.credential.secondfactor;

import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.shared.api.PersonId;
import org.jspecify.annotations.Nullable;

/// A right code that was not used yet: of a step of the app's secret, or a recovery code.
public record AcceptedCode(
        PersonId person,
        ClientOrigin origin,
        @Nullable String secret,
        long step,
        @Nullable Long recoveryCode) {

    public boolean isRecoveryCode() {
        return recoveryCode != null;
    }
}
