package io.packhouse.storefront.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PageLayoutTest {

    /// Never to an address that only a form is sent to, nor to a page for those who are signed out.
    @ParameterizedTest
    @CsvSource({
        "GET, /packs/pck_1, /packs/pck_1",
        "GET, /account, /account",
        "POST, /account/password, /account",
        "POST, /account/sessions/ses_1/end, /account",
        "POST, /packs/pck_1/orders, /packs/pck_1",
        "POST, /demo/visitors, /",
        "GET, /sign-in, /",
        "POST, /sign-in, /",
        "GET, /sign-in/failed, /",
        "GET, /register, /",
        "GET, /reset-password, /"
    })
    void aPersonReturnsAfterSigningInToWhereTheyWere(String method, String path, String returned) {
        assertThat(PageLayout.returnAddress(new MockHttpServletRequest(method, path)))
                .isEqualTo(returned);
    }
}
