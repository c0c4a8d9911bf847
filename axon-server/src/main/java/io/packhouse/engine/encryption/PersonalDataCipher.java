package io.packhouse.engine.encryption;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/// Encrypts values with a key of the person they are about, and decrypts them while that key
/// exists.
public class PersonalDataCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final PersonKeyStore keys;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    public PersonalDataCipher(PersonKeyStore keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    public <T> EncryptedPersonal<T> seal(PersonId person, T value) {
        var key = keys.current(person);
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, key.secret(), nonce, json.writeValueAsBytes(value), person);
        var text = new byte[nonce.length + sealed.length];
        System.arraycopy(nonce, 0, text, 0, nonce.length);
        System.arraycopy(sealed, 0, text, nonce.length, sealed.length);
        return new EncryptedPersonal<>(
                person, key.version(), Base64.getUrlEncoder().withoutPadding().encodeToString(text));
    }

    /// Empty once the person is erased.
    public <T> Optional<T> open(EncryptedPersonal<T> sealed, Class<T> type) {
        return key(sealed).map(key -> open(sealed, key, type));
    }

    /// For the texts of one response.
    public EncryptedTexts texts() {
        return new EncryptedTexts(this);
    }

    Optional<byte[]> key(EncryptedPersonal<?> sealed) {
        return keys.find(sealed.person(), sealed.keyVersion());
    }

    <T> T open(EncryptedPersonal<T> sealed, byte[] key, Class<T> type) {
        return json.readValue(opened(sealed, key), type);
    }

    private static byte[] opened(EncryptedPersonal<?> sealed, byte[] key) {
        var text = Base64.getUrlDecoder().decode(sealed.ciphertext());
        return crypt(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(text, NONCE_BYTES),
                Arrays.copyOfRange(text, NONCE_BYTES, text.length),
                sealed.person());
    }

    /// The person is authenticated with the text, so that a value cannot be moved to another
    /// person.
    static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] text, PersonId person) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(person.value().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A personal value could not be encrypted or decrypted", e);
        }
    }
}
