package io.packhouse.pages;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Registration, sign-in and one's account on pages without scripts.
class AccountPagesTest {

    final RunningEngine engine = RunningEngine.shared();
    final AccountClient accounts = new AccountClient(engine);
    final Client browser = engine.anonymous();

    @Test
    void aVisitorRegistersVerifiesAndSignsIn() {
        var address = AccountClient.newAddress();
        assertThat(page("/register")).contains("autocomplete=\"new-password\"", "minlength=\"10\"");
        var tooShort = form("/register", "email", address, "name", "Ada <b>", "password", "too short");
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.text())
                .contains("The password must have at least 10 characters.", address, "Ada &lt;b&gt;")
                .doesNotContain("too short");
        assertThat(form("/register", "email", address, "name", "Ada", "password", PASSWORD)
                        .text())
                .contains("An e-mail was sent to");
        var token = accounts.mails().token(address, "verify-email", 1);
        assertThat(page("/verify-email?token=" + token)).contains("Confirm the address", token);
        assertThat(form("/verify-email", "token", token).text()).contains("The address is verified");
        assertThat(form("/verify-email", "token", token).text()).contains("Send another link");

        var wrong = form("/sign-in", "email", address, "password", "seven dry umbrellas", "next", "/packs");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains(address, "is wrong").doesNotContain("dry umbrellas");
        var signedIn = form("/sign-in", "email", address, "password", PASSWORD, "next", "//evil.example");
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.header("Location")).isEqualTo("/");
        var cookie = signedIn.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
        accountPage(cookie.substring(0, cookie.indexOf(';')), address);
    }

    private void accountPage(String cookie, String address) {
        var account = browser.get("/account", "Accept", "text/html", "Cookie", cookie);
        assertThat(account.text())
                .contains(address, ">Customer<", "this browser", "Change the password")
                .doesNotContain(">End<"); // The only session is this one: its button is "Sign out".
        var renamed = form("/account/name", cookie, "name", "Ada Changed");
        assertThat(renamed.header("Location")).isEqualTo("/account?done=name");
        var wrong = form("/account/password", cookie, "currentPassword", "wrong", "newPassword", PASSWORD + " too");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("The password is wrong", "Ada Changed");
        var foreign = browser.form("/account/name", "name=Eve", "Cookie", cookie, "Sec-Fetch-Site", "cross-site");
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(browser.form("/sign-in", "email=a", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        form("/session/end", cookie);
        assertThat(browser.get("/account", "Accept", "text/html", "Cookie", cookie)
                        .status())
                .as("the session ended, not only the cookie")
                .isEqualTo(401);
    }

    @Test
    void aForgottenPasswordIsSetByALink() {
        var address = accounts.customer();
        assertThat(form("/forgot-password", "email", address).text()).contains("If <b>" + address);
        var token = accounts.mails().token(address, "reset-password", 1);
        assertThat(page("/reset-password?token=" + token)).contains(token);
        var set = form("/reset-password", "token", token, "password", "nine dry umbrellas wet");
        assertThat(set.text()).contains("The password is set");
        assertThat(accounts.login(address, "nine dry umbrellas wet").status()).isEqualTo(200);
    }

    @Test
    void withoutAMailServerNoFormIsFilledInInVain() {
        accounts.mails().setAvailable(false);
        try {
            for (var path : List.of("/register", "/forgot-password", "/verify-email")) {
                assertThat(page(path))
                        .as(path)
                        .contains("has no mail server yet")
                        .doesNotContain("name=\"email\"");
            }
            var registered =
                    form("/register", "email", AccountClient.newAddress(), "name", "Ada", "password", PASSWORD);
            assertThat(registered.status()).isEqualTo(503);
            assertThat(registered.text()).contains("has no mail server yet", "Make an account");
        } finally {
            accounts.mails().setAvailable(true);
        }
    }

    private String page(String path) {
        var answer = browser.get(path, "Accept", "text/html");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    /// The first of an odd number of fields is a cookie.
    private Answer form(String path, String... fields) {
        var first = fields.length % 2;
        var body = new StringBuilder();
        for (var i = first; i < fields.length; i += 2) {
            body.append(i == first ? "" : "&").append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return first == 0
                ? browser.form(path, body.toString(), "Sec-Fetch-Site", "same-origin")
                : browser.form(path, body.toString(), "Sec-Fetch-Site", "same-origin", "Cookie", fields[0]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
