package io.packhouse.app.security.oidc;

import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/// A person as an issuer names them.
record ForeignIdentity(PersonId person, String name, List<Role> roles) {

    /// The same person every time, so that nothing is stored: a UUID of version 8 (RFC 9562) from the SHA-256 of issuer
    /// and subject. Ids that the engine creates are of version 7, so the two never meet.
    static PersonId person(String issuer, String subject) {
        var bytes = ByteBuffer.wrap(sha256(issuer + "\n" + subject)); // No address of an issuer has a line break.
        var high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        var low = (bytes.getLong() & ~(0xC0L << 56)) | (0x80L << 56);
        return new PersonId(TypeId.text("per", new UUID(high, low)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
