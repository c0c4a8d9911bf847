package io.packhouse.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ordering without an account on pages without scripts.
class GuestPagesTest {

    static final String PLACE = "quantity=1&currency=EUR&name=Ada&street=Example+street+1&postalCode=10115&city=Berlin"
            + "&country=DE&Idempotency-Key=";

    final RunningEngine engine = RunningEngine.shared();
    final AccountClient accounts = new AccountClient(engine);
    final Shop shop = new Shop(engine);
    final Client browser = engine.anonymous();
    final String address = AccountClient.newAddress();
    final String pack = "/packs/" + shop.pack(shop.stock(2));

    @BeforeEach
    void awaitThePageOfThePack() {
        await().until(() -> browser.get(pack, "Accept", "text/html").status() == 200);
    }

    @Test
    void aVisitorOrdersAsAGuestKeepsALinkAndReturns() {
        assertThat(page(pack, "")).contains("Order as a guest", "Register").doesNotContain("name=\"street\"");
        var cookie = begin();
        assertThat(page(pack, cookie)).contains("name=\"street\"").doesNotContain("Order as a guest");
        var placed = browser.form(pack + "/orders", PLACE + address, same(cookie));
        assertThat(placed.status()).as(placed.text()).isEqualTo(303);
        var order = placed.header("Location");
        assertThat(page(order, cookie)).contains("You ordered as a guest", "Example street 1");

        var shown = form("/guest/link", cookie, "next", order).text();
        var link = shown.replaceAll("(?s).*value=\"([^\"]*/guest\\?[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(link).startsWith(engine.base() + "/guest?next=" + order + "&token=");
        assertThat(form("/session/end", cookie).status()).isEqualTo(303);
        assertThat(browser.get(order, "Accept", "text/html", "Cookie", cookie).status())
                .isEqualTo(401);

        var opened = browser.get(link, "Accept", "text/html");
        assertThat(opened.text()).contains("Continue as a guest");
        assertThat(opened.headers().firstValue("Set-Cookie")).isEmpty();
        var token = link.substring(link.indexOf("token=") + "token=".length());
        var returned = form("/guest/return", "", "token", token, "next", order);
        assertThat(returned.header("Location")).isEqualTo(order);
        assertThat(page(order, cookie(returned))).contains("Example street 1");
        var wrong = form("/guest/return", "", "token", "x" + token, "next", order);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("The link has expired");
    }

    /// A stranger may send a link of their own.
    @Test
    void aLinkShowsWhoseItIsAndWhetherItReplacesASession() {
        var masked = "a•••@example.com";
        var cookie = begin();
        assertThat(page(pack, cookie))
                .contains("You order as the guest", masked)
                .doesNotContain(address);
        var shown = form("/guest/link", cookie, "next", pack).text();
        var token = shown.replaceAll("(?s).*token=([\\w-]+).*", "$1");
        var replaces = "If you continue, this browser changes to the guest";
        var path = "/guest?next=" + pack + "&token=" + token;
        assertThat(page(path, "")).contains(masked).doesNotContain(address, replaces);
        assertThat(page(path, cookie)).contains(masked).doesNotContain(replaces);
        var customer = accounts.customer();
        var signedIn = form("/sign-in", "", "email", customer, "password", AccountClient.PASSWORD, "next", "/account");
        assertThat(page(path, cookie(signedIn))).contains(masked, replaces).doesNotContain(address);
        assertThat(page(pack, cookie(signedIn))).doesNotContain("You order as the guest");
        assertThat(page("/guest?token=unknown", "")).doesNotContain("•••");
    }

    @Test
    void aGuestMakesAnAccount() {
        var cookie = begin();
        assertThat(page("/account", cookie))
                .contains(address, "You order as a guest")
                .doesNotContain("Change the password");
        assertThat(page("/register", cookie)).contains("Your orders and points as a guest", address);
        assertThat(page("/register", "")).doesNotContain("as a guest");
        assertThat(form("/register", cookie, "email", address, "name", "Ada", "password", AccountClient.PASSWORD)
                        .text())
                .contains("An e-mail was sent to");
        var token = accounts.mails().token(address, "verify-email", 1);
        assertThat(form("/verify-email", "", "token", token).text()).contains("The address is verified");
        var signedIn = form("/sign-in", "", "email", address, "password", AccountClient.PASSWORD, "next", "/account");
        assertThat(page("/account", cookie(signedIn))).contains("Customer", "Change the password");
    }

    @Test
    void whatIsWrongIsShownAtTheField() {
        var wrong = form("/guest", "", "email", "no address", "next", pack);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This must be an e-mail address.", "no address", pack);
        assertThat(browser.form("/guest", "email=" + address, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(page("/guest?next=//evil.example", "")).doesNotContain("evil");
        assertThat(page("/sign-in?next=" + pack, "")).contains("Order as a guest");
    }

    /// The cookie of a new guest.
    private String begin() {
        var begun = form("/guest", "", "email", address, "next", pack);
        assertThat(begun.status()).as(begun.text()).isEqualTo(303);
        assertThat(begun.header("Location")).isEqualTo(pack);
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        return cookie(begun);
    }

    private String page(String path, String cookie) {
        var answer = browser.get(path, "Accept", "text/html", "Cookie", cookie);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private Answer form(String path, String cookie, String... fields) {
        var body = new StringBuilder();
        for (var i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return browser.form(path, body.toString(), same(cookie));
    }

    private static String[] same(String cookie) {
        return new String[] {"Sec-Fetch-Site", "same-origin", "Cookie", cookie};
    }

    private static String cookie(Answer answer) {
        var cookie = answer.header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
