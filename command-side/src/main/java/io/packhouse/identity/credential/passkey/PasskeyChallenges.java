package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.credential.session.OpaqueToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a device signs: a random number with its expiry, its purpose and a code of authentication, so that visitors
/// cannot fill a table with challenges. The used ones are stored until they expire.
@Component
class PasskeyChallenges {

    static final Duration VALID = Duration.ofMinutes(5);

    private static final int NONCE = 16;
    private static final int SIGNED = NONCE + Long.BYTES;
    private static final int ALL = SIGNED + 32;

    private final PasskeyChallenge.Rows used;
    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PasskeyChallenges(PasskeyChallenge.Rows used, Secrets secrets, Clock clock) {
        this.used = used;
        key = new SecretKeySpec(secrets.bytes("passkeys"), "HmacSHA256");
        this.clock = clock;
    }

    Bytes make(String purpose) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var signed = ByteBuffer.allocate(SIGNED)
                .put(nonce)
                .putLong(clock.instant().plus(VALID).getEpochSecond())
                .array();
        return new Bytes(
                ByteBuffer.allocate(ALL).put(signed).put(code(signed, purpose)).array());
    }

    /// The challenge in what the device signed, if it is one of ours for that purpose and was not used. In the
    /// transaction of what it permits.
    Bytes use(Bytes clientData, String purpose) {
        var text = JsonMapper.shared()
                .readTree(clientData.getBytes())
                .path("challenge")
                .asString("");
        var challenge = Base64.getUrlDecoder().decode(text);
        var signed = Arrays.copyOf(challenge, SIGNED);
        var isOurs = challenge.length == ALL
                && MessageDigest.isEqual(Arrays.copyOfRange(challenge, SIGNED, ALL), code(signed, purpose));
        var expiresAt = Instant.ofEpochSecond(isOurs ? ByteBuffer.wrap(signed).getLong(NONCE) : 0);
        if (!expiresAt.isAfter(clock.instant()) || used.insert(new OpaqueToken(text).hash(), expiresAt) == 0) {
            throw new IllegalArgumentException("The challenge is unknown, used or expired.");
        }
        return new Bytes(challenge);
    }

    void prune() {
        used.deleteBefore(clock.instant());
    }

    private byte[] code(byte[] signed, String purpose) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(signed);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        }
    }
}
