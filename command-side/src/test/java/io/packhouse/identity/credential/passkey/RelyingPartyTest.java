package io.packhouse.identity.credential.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelyingPartyTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, shop.example.com, https://shop.example.com, true",
        "https://shop.example.com:8443/, shop.example.com, https://shop.example.com:8443, true",
        "HTTPS://Shop.Example.com:443/, shop.example.com, https://shop.example.com, true",
        "http://LOCALHOST:80, localhost, http://localhost, true",
        "http://localhost:443, localhost, http://localhost:443, true",
        "http://localhost:8080, localhost, http://localhost:8080, true",
        "http://shop.example.com, shop.example.com, http://shop.example.com, false",
        "http://127.0.0.1:8080, 127.0.0.1, http://127.0.0.1:8080, false",
        "https://192.0.2.1, 192.0.2.1, https://192.0.2.1, false",
        "https://[2001:db8::1], [2001:db8::1], https://[2001:db8::1], false"
    })
    void passkeysNeedADomainAndHttpsOrThisMachine(String url, String host, String origin, boolean isPossible) {
        assertThat(RelyingParty.of(url)).isEqualTo(new RelyingParty(host, origin, isPossible));
    }
}
