package io.packhouse.identity.credential.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientOriginTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:DB8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::1, 2001:db8:1:2::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7"
    })
    void aNetworkIsAnAddressOrItsFirst64Bits(String address, String network) {
        assertThat(ClientOrigin.network(address)).isEqualTo(network);
    }

    @Test
    void onlyTheFamilyOfAProgramIsKept() {
        var request = new MockHttpServletRequest();
        request.addHeader(
                "User-Agent",
                "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0");
        assertThat(ClientOrigin.of(request)).isEqualTo(new ClientOrigin("127.0.0.1", "Edge"));
        assertThat(ClientOrigin.of(new MockHttpServletRequest()).agent()).isEqualTo("unknown");
    }

    @Test
    void aForwardedHeaderIsNotTrustedHere() {
        var request = new MockHttpServletRequest();
        request.addHeader("X-Forwarded-For", "192.0.2.99");
        assertThat(ClientOrigin.of(request).network()).isEqualTo("127.0.0.1");
    }
}
