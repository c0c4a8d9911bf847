package io.packhouse.identity.credential.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void blanksCaseAndUnicodeFormMakeNoDifference() {
        assertThat(new EmailAddress("  Ada@EXAMPLE.com\n")).isEqualTo(new EmailAddress("ada@example.com"));
        assertThat(new EmailAddress("jose\u0301@example.com")).isEqualTo(new EmailAddress("jos\u00e9@example.com"));
    }

    @Test
    void dotsAndTagsMakeAnotherAddress() {
        assertThat(new EmailAddress("a.da+shop@example.com")).isNotEqualTo(new EmailAddress("ada@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "a.da+x@mail.example.co.uk", "ünï@exämple.de"})
    void acceptsAddresses(String text) {
        assertThat(EmailAddress.problem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@example",
                "ada@.com",
                "ada@example.",
                "a b@example.com",
                "ada@exa..mple.com",
                "ada@example.com\r\nBcc: x@example.com",
                "<ada@example.com>",
                "a@b@example.com"
            })
    void refusesWhatCannotBeMailedTo(String text) {
        assertThat(EmailAddress.problem(text)).isNotNull();
    }
}
