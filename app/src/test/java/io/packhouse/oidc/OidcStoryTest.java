package io.packhouse.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.Shop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// People and machines of a foreign authorization server use the shop: with its tokens, and in a browser.
class OidcStoryTest {

    static final EngineWithOidc OIDC = EngineWithOidc.shared();
    static final String BEGIN = EngineWithOidc.BEGIN;

    final String base = OIDC.engine.base();

    @Test
    void theEngineStartsWithoutTheIssuerAndAnswers503() {
        assertThat(OIDC.withoutIssuer.status()).isEqualTo(503);
        assertThat(OIDC.withoutIssuer.string("code")).isEqualTo("issuer-unavailable");
        assertThat(OIDC.withoutIssuer.header("Retry-After")).isNotEmpty();
        assertThat(OIDC.signInWithoutIssuer).isEqualTo(503);
    }

    @Test
    void aCustomerOrdersAndPaysWithAForeignToken() {
        var shop = new Shop(OIDC.engine);
        var ada = OIDC.as("ada");
        var order = shop.order(ada, "FULL", 1, shop.pack(shop.stock(5)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var again = OIDC.as("ada");
        assertThat(again.get("/api/v1/orders/" + order).status()).isEqualTo(200);
        assertThat(OIDC.engine.buyer(77).get("/api/v1/orders/" + order).status())
                .isEqualTo(404);
        assertThat(receipt(ada).status())
                .as("the server's scope inventory:write")
                .isEqualTo(403);
    }

    /// No person of it has an account here.
    @Test
    void aVendorOfTheIssuerSellsToACustomerOfTheIssuer() {
        var vera = OIDC.as("vera");
        var boss = OIDC.as("boss");
        var sku = Catalog.sku();
        var category = Catalog.ok(boss.post("/api/v1/categories", "{\"name\":\"Foreign\"}"));
        var body = Catalog.body("Teapot", sku, category.string("id"), 4_900);
        var product = "/api/v1/products/"
                + Catalog.ok(vera.post("/api/v1/products", body)).string("id");
        Catalog.ok(vera.post(product + "/submit", ""));
        assertThat(vera.post(product + "/approve", "{\"revision\":1}").status()).isEqualTo(403);
        Catalog.ok(boss.post(product + "/approve", "{\"revision\":1}"));
        var robot = OIDC.engine.with(OIDC.machineToken());
        Catalog.ok(robot.post(
                "/api/v1/inventory/items/inv_main_" + sku + "/receipts", "{\"quantity\":3,\"reason\":\"delivery\"}"));
        var shop = new Shop(OIDC.engine);
        var ada = OIDC.as("ada");
        var offer = await().until(
                        () -> ada.get(product).body().at("/variants/0/packId").asString(""), pack -> !pack.isEmpty());
        var order = shop.order(ada, "FULL", 1, offer);
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        assertThat(OIDC.as("vera").get("/api/v1/products/own").text()).contains("Teapot");
    }

    @Test
    void aRoleOfTheIssuerMakesAnAdministrator() {
        assertThat(OIDC.as("boss").get("/api/v1/audit/events?limit=1").status()).isEqualTo(200);
        assertThat(OIDC.as("ada").get("/api/v1/audit/events?limit=1").status()).isEqualTo(403);
        assertThat(OIDC.as("stranger").get("/api/v1/orders").status()).isEqualTo(403);
    }

    @Test
    void aMachineReceivesStockWithItsClientCredentials() {
        var robot = OIDC.engine.with(OIDC.machineToken());
        assertThat(receipt(robot).status()).isEqualTo(200);
        assertThat(robot.get("/api/v1/audit/events?limit=1").status()).isEqualTo(403);
        var stored = OIDC.engine.events("inv_main_OIDC-1").getLast();
        assertThat(stored.toString()).contains("per_");
    }

    @Test
    void aKeyThatTheIssuerReplacesIsFound() {
        assertThat(OIDC.as("boss").get("/api/v1/audit/events?limit=1").status()).isEqualTo(200);
        var discoveries = OIDC.server.discoveries();
        OIDC.server.rotate();
        var boss = OIDC.as("boss");
        await().atMost(Duration.ofSeconds(45))
                .until(() -> boss.get("/api/v1/audit/events?limit=1").status() == 200);
        assertThat(OIDC.server.discoveries()).isEqualTo(discoveries);
    }

    @Test
    void aBrowserIsSignedInAtTheIssuerAndComesBackToItsPage() {
        var browser = new Browser();
        var page = browser.open(base + "/sign-in?next=/packs");
        assertThat(page.body()).contains(">Sign in with Example Ltd<").containsPattern(BEGIN + "\\?next=(/|%2F)packs");
        var login = browser.open(base + BEGIN + "?next=/packs");
        assertThat(login.uri().toString()).startsWith(OIDC.server.issuer());
        assertThat(browser.cookies("packhouse-sign-in")).singleElement().satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getMaxAge()).isBetween(1L, 600L);
            assertThat(cookie.getValue()).doesNotContain("packs", "{");
        });
        var shop = browser.signIn(login, "ada", "none");
        assertThat(shop.uri()).hasToString(base + "/packs");
        assertThat(shop.statusCode()).isEqualTo(200);
        assertThat(shop.body()).contains("Sign out");
        assertThat(browser.cookies("packhouse-sign-in")).isEmpty();
        assertThat(browser.cookies("packhouse-session")).singleElement().satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getMaxAge()).isBetween(1L, Duration.ofHours(12).toSeconds());
        });
    }

    @Test
    void aCopiedCookieEndsWithTheSession() {
        var browser = new Browser();
        browser.signIn(browser.open(base + BEGIN), "ada", "none");
        var copied = browser.cookies("packhouse-session").getFirst().getValue();
        assertThat(OIDC.engine.with(copied).get("/api/v1/orders").status()).isEqualTo(200);
        var ended = OIDC.engine.with(copied).form("/session/end", "", "Sec-Fetch-Site", "same-origin");
        assertThat(ended.status()).isEqualTo(303);
        assertThat(OIDC.engine.with(copied).get("/api/v1/orders").status()).isEqualTo(401);
    }

    @Test
    void theBrowserAndTheTokenAreTheSamePerson() {
        var shop = new Shop(OIDC.engine);
        var order = shop.order(OIDC.as("ada"), "FULL", 1, shop.pack(shop.stock(1)));
        var browser = new Browser();
        browser.signIn(browser.open(base + BEGIN), "ada", "none");
        await().until(() -> browser.open(base + "/orders/" + order).statusCode() == 200);
        var another = new Browser();
        another.signIn(another.open(base + BEGIN), "boss", "none");
        assertThat(another.open(base + "/orders/" + order).statusCode())
                .as("an administrator")
                .isEqualTo(200);
    }

    @Test
    void aForeignTokenSignsABrowserInForAsLongAsItIsValid() {
        var answer = OIDC.engine
                .anonymous()
                .form("/session", "token=" + OIDC.accessToken("ada"), "Sec-Fetch-Site", "same-origin");
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        var cookie = answer.header("Set-Cookie");
        assertThat(cookie).startsWith("packhouse-session=");
        assertThat(Integer.parseInt(cookie.replaceFirst(".*Max-Age=(\\d+).*", "$1")))
                .isBetween(200, 300);
        var session = cookie.replaceFirst("packhouse-session=([^;]+).*", "$1");
        assertThat(OIDC.engine.with(session).get("/api/v1/orders").status()).isEqualTo(200);
        OIDC.engine.with(session).form("/session/end", "", "Sec-Fetch-Site", "same-origin");
        assertThat(OIDC.engine.with(session).get("/api/v1/orders").status())
                .as("a copied cookie")
                .isEqualTo(401);
    }

    @Test
    void onlyPagesOfTheShopAreReturnedTo() {
        var browser = new Browser();
        var login = browser.open(base + BEGIN + "?next=https://evil.example/");
        assertThat(browser.signIn(login, "ada", "none").uri()).hasToString(base + "/");
    }

    @Test
    void aPersonWithoutARoleIsRefusedWithTheReason() {
        var browser = new Browser();
        var page = browser.signIn(browser.open(base + BEGIN), "stranger", "none");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("no role in this shop");
        assertThat(browser.cookies("packhouse-session")).isEmpty();
    }

    @Test
    void anAnswerIsOnlyForTheBrowserThatBegan() {
        var victim = new Browser();
        var attacker = new Browser();
        var callback = attacker.signIn(attacker.open(base + BEGIN), "boss", base + "/login/oauth2/code/");
        var address = callback.headers().firstValue("Location").orElseThrow();
        refuses(victim, address); // Has begun nothing.
        victim.open(base + BEGIN);
        refuses(victim, address); // Has begun another sign-in.
        refuses(attacker, address.replaceFirst("state=[^&]+", "state=another"));
        refuses(attacker, address.replaceFirst("code=[^&]+", "code=another"));
    }

    @Test
    void aDeniedSignInIsExplained() {
        var browser = new Browser();
        var page = browser.open(base + "/login/oauth2/code/oidc?error=access_denied&state=x");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(browser.open(base + "/sign-in/failed?reason=DENIED").body()).contains("denied", "Sign in again");
        assertThat(browser.open(base + "/sign-in/failed?reason=x").statusCode()).isEqualTo(422);
        assertThat(browser.open(base + "/oauth2/authorization/another").statusCode())
                .isEqualTo(404);
        assertThat(browser.open(base + "/login/oauth2/code/another?code=1&state=2")
                        .statusCode())
                .isEqualTo(403);
    }

    private static void refuses(Browser browser, String address) {
        var page = browser.open(address);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(403);
        assertThat(page.uri().getPath()).isEqualTo("/sign-in/failed");
        assertThat(browser.cookies("packhouse-session")).isEmpty();
    }

    private static Client.Answer receipt(Client client) {
        return client.post(
                "/api/v1/inventory/items/inv_main_OIDC-1/receipts", "{\"quantity\":1,\"reason\":\"delivery\"}");
    }
}
