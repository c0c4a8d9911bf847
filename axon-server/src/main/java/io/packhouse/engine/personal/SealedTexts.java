package io.packhouse.engine.personal;

import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Personal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the sealed texts of one answer. Each key is fetched once, however many texts it opens, and
/// not kept beyond the answer: the person may be forgotten before the next.
public final class SealedTexts {

    /// What is shown in place of a text whose person was forgotten.
    public static final String ERASED = "[erased]";

    private final Vault vault;
    private final Map<SealedUnder, Optional<byte[]>> keys = new HashMap<>();

    private record SealedUnder(PersonId person, int keyVersion) {}

    SealedTexts(Vault vault) {
        this.vault = vault;
    }

    /// `sealed` is a [Personal] as its column keeps it, or null where there is none.
    public @Nullable String open(@Nullable String sealed) {
        return sealed == null ? null : open(Personal.<String>parse(sealed));
    }

    public String open(Personal<String> text) {
        var under = new SealedUnder(text.person(), text.keyVersion());
        return keys.computeIfAbsent(under, _ -> vault.key(text))
                .map(key -> vault.open(text, key, String.class))
                .orElse(ERASED);
    }
}
