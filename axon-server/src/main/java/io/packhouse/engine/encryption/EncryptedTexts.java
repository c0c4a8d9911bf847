package io.packhouse.engine.encryption;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decrypts the texts of one response. Each key is looked up once per response and not kept
/// here for longer: the person may be erased before the next.
public final class EncryptedTexts {

    /// Replaces a text whose person was erased.
    public static final String ERASED = "[erased]";

    private final PersonalDataCipher personalDataCipher;
    private final Map<SealedUnder, Optional<byte[]>> keys = new HashMap<>();

    private record SealedUnder(PersonId person, int keyVersion) {}

    EncryptedTexts(PersonalDataCipher personalDataCipher) {
        this.personalDataCipher = personalDataCipher;
    }

    /// `encrypted` is an [EncryptedPersonal] as stored in a column, or null.
    public @Nullable String open(@Nullable String encrypted) {
        return encrypted == null ? null : open(EncryptedPersonal.<String>parse(encrypted));
    }

    public String open(EncryptedPersonal<String> text) {
        var under = new SealedUnder(text.person(), text.keyVersion());
        return keys.computeIfAbsent(under, _ -> personalDataCipher.key(text))
                .map(key -> personalDataCipher.open(text, key, String.class))
                .orElse(ERASED);
    }
}
