package io.packhouse.shared.api;

/// A value about a person, readable only while that person's key exists: AES-256-GCM under the key
/// of `person` in `keyVersion`, nonce and tag included, base64url. Erasing the person destroys the
/// key; the containing message stays intact.
@SuppressWarnings("UnusedTypeParameter") // Documents the type of the plaintext.
public record EncryptedPersonal<T>(PersonId person, int keyVersion, String ciphertext) {

    /// Person, version and ciphertext as one text, for a single column.
    @Override
    public String toString() {
        return person + "." + keyVersion + "." + ciphertext;
    }

    /// Parses the result of [#toString].
    public static <T> EncryptedPersonal<T> parse(String text) {
        var parts = text.split("\\.", 3);
        return new EncryptedPersonal<>(new PersonId(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }
}
