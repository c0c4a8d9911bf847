package io.packhouse.shared.api;

/// A value about a person, readable only while that person's key exists: AES-256-GCM under the key
/// of `person` in `keyVersion`, nonce and tag included, base64url. Forgetting the person destroys
/// the key; whatever carries this text stays whole.
@SuppressWarnings("UnusedTypeParameter") // Says what the ciphertext holds.
public record Personal<T>(PersonId person, int keyVersion, String ciphertext) {}
