package io.packhouse.engine.mail;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of the outbox. `content` is null once it is no longer needed.
public record OutboxMail(
        long number,
        PersonId person,
        String cause,
        String template,
        EncryptedPersonal<String> address,
        @Nullable EncryptedPersonal<Content> content,
        MailStatus status,
        int attempts,
        Instant createdAt) {

    private static final int ID_BYTES = 16;

    /// The variables of the template.
    public record Content(Map<String, String> values) {}

    /// The same for every attempt, so that a receiver recognises an e-mail that was sent twice.
    String messageId(String domain) {
        try {
            var text = String.join("\n", person.value(), cause, "EMAIL");
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "<" + HexFormat.of().formatHex(hash, 0, ID_BYTES) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
