package io.packhouse.pages;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.AccountClient;
import io.packhouse.testing.AuthenticatorApp;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void aSecondFactorIsAddedAndUsedAndRemovedOnPages() {
        var address = accounts.customer();
        var cookie = cookie(form("/sign-in", "email", address, "password", PASSWORD));
        var path = "/account/second-factor";
        assertThat(page("/account", "Cookie", cookie)).contains("Signing in needs the password only", path);
        assertThat(page(path, "Cookie", cookie)).contains("Add a second factor").doesNotContain("<svg");
        assertThat(form(path, cookie, "password", "wrong").text()).contains("The password is wrong");
        var begun = form(path, cookie, "password", PASSWORD);
        assertThat(begun.header("Cache-Control")).contains("no-store");
        assertThat(begun.text()).contains("<svg", "otpauth://totp/").doesNotContain(" style=", PASSWORD);
        var secret = between(begun.text(), "secret=", "&amp;");
        var app = new AuthenticatorApp(secret, engine);
        var wrong = form(path + "/confirm", cookie, "code", app.wrongCode());
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("The code is wrong").doesNotContain(secret);
        var confirmed = form(path + "/confirm", cookie, "code", app.code()).text();
        var recoveryCode = between(confirmed, "<li><code>", "</code>");
        assertThat(recoveryCode).hasSize(19);
        assertThat(confirmed.split("<li><code>", -1)).hasSize(11);
        assertThat(page(path, "Cookie", cookie))
                .contains("Recovery codes left: <b>10")
                .doesNotContain(recoveryCode);

        var asked = form("/sign-in", "email", address, "password", PASSWORD, "next", "/packs");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.text()).contains("Enter a code", "one-time-code").doesNotContain(PASSWORD);
        assertThat(asked.headers().firstValue("Set-Cookie")).isEmpty();
        var challenge = between(asked.text(), "name=\"challenge\" value=\"", "\"");
        var code = "/sign-in/second-factor";
        var again = form(code, "challenge", challenge, "code", app.wrongCode(), "next", "/packs");
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.text()).contains("The code is wrong", challenge);
        var signedIn = form(code, "challenge", challenge, "code", recoveryCode, "next", "/packs");
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.header("Location")).isEqualTo("/packs");
        assertThat(form(code, "challenge", challenge, "code", recoveryCode).text())
                .contains("begin it again", "Sign in again");
        var other = cookie(signedIn);
        assertThat(page("/account", "Cookie", other)).contains("needs a code", "Recovery codes left: <b>9");
        engine.advance(Duration.ofMinutes(1));
        var removed = form(path + "/remove", other, "password", PASSWORD, "code", app.code());
        assertThat(removed.header("Location")).isEqualTo("/account?done=second-factor-removed");
        assertThat(page("/account?done=second-factor-removed", "Cookie", other))
                .contains("The second factor was removed", "Signing in needs the password only");
    }

    private static String cookie(Answer signedIn) {
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(303);
        var cookie = signedIn.header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String between(String text, String before, String after) {
        assertThat(text).contains(before);
        var from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private String page(String path, String... headers) {
        var answer = browser.get(
                path,
                Stream.concat(Stream.of("Accept", "text/html"), Stream.of(headers))
                        .toArray(String[]::new));
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
