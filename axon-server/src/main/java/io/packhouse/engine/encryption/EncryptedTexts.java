package io.packhouse.engine.encryption;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the sealed texts of one answer. Each key is fetched once, however many texts it opens, and
/// not kept beyond the answer: the person may be forgotten before the next.
public final class EncryptedTexts {

    /// What is shown in place of a text whose person was forgotten.
    public static final String ERASED = "[erased]";

    private final PersonalDataCipher personalDataCipher;
    private final Map<SealedUnder, Optional<byte[]>> keys = new HashMap<>();

    private record SealedUnder(PersonId person, int keyVersion) {}

    EncryptedTexts(PersonalDataCipher personalDataCipher) {
        this.personalDataCipher = personalDataCipher;
    }

    /// `sealed` is a [EncryptedPersonal] as its column keeps it, or null where there is none.
    public @Nullable String open(@Nullable String sealed) {
        return sealed == null ? null : open(EncryptedPersonal.<String>parse(sealed));
    }

    public String open(EncryptedPersonal<String> text) {
        var under = new SealedUnder(text.person(), text.keyVersion());
        return keys.computeIfAbsent(under, _ -> personalDataCipher.key(text))
                .map(key -> personalDataCipher.open(text, key, String.class))
                .orElse(ERASED);
    }
}
