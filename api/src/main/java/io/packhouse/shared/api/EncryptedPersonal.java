package io.packhouse.shared.api;

/// A value about a person, readable only while that person's key exists: AES-256-GCM under the key
/// of `person` in `keyVersion`, nonce and tag included, base64url. Forgetting the person destroys
/// the key; whatever carries this text stays whole.
@SuppressWarnings("UnusedTypeParameter") // Says what the ciphertext holds.
public record EncryptedPersonal<T>(PersonId person, int keyVersion, String ciphertext) {

    /// Person, version and ciphertext, as one column of a table keeps them.
    @Override
    public String toString() {
        return person + "." + keyVersion + "." + ciphertext;
    }

    /// What [#toString] made.
    public static <T> EncryptedPersonal<T> parse(String text) {
        var parts = text.split("\\.", 3);
        return new EncryptedPersonal<>(
                new PersonId(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }
}
