package io.packhouse.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@example.com,eve@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com\nX: y",
                "ada\u0000@example.com",
                "Ada <ada@example.com>",
                "ada @example.com",
                "friends: ada@example.com;",
                "ädä@example.com"
            })
    void anythingButOneAddressIsRefused(String text) {
        assertThat(MailAddresses.parse(text)).isEmpty();
    }

    @Test
    void anAddressIsAccepted() {
        assertThat(MailAddresses.parse("o'brien+shop@mail.example.com"))
                .hasValueSatisfying(
                        address -> assertThat(address.getAddress()).isEqualTo("o'brien+shop@mail.example.com"));
    }

    @Test
    void aDomainMayHaveUmlauts() {
        assertThat(MailAddresses.parse("ada@bücher.example"))
                .hasValueSatisfying(address -> assertThat(address.getAddress()).isEqualTo("ada@xn--bcher-kva.example"));
    }
}
