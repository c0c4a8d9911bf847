package io.packhouse.payment.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.payment.api.ProviderOperation;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The provider recognises a repetition by its key, so the key must not depend on the machine's
/// language.
class KeysInEveryLanguageTest {

    final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-u-ca-buddhist-nu-thai", "tr-TR", "fa-IR"})
    void areTheSame(String language) {
        Locale.setDefault(Locale.ROOT);
        var key = key();
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(key()).isEqualTo(key);
    }

    private static String key() {
        return Payments.asked(ProviderOperation.REFUND, 12, null, null).idempotencyKey();
    }
}
