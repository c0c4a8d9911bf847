package io.packhouse.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Outside the demo: which pages are visible to whom, and how a browser is signed in.
class OpenPagesTest {

    static final String PAGE = "text/html,application/xhtml+xml";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Client anonymous = engine.anonymous();

    @Test
    void theFirstPageShowsTheCatalogToEveryVisitorAndStatisticsToStaff() {
        shop.pack(shop.stock(3));
        var open = anonymous.get("/", "Accept", PAGE);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.text()).contains("Packs in stock").doesNotContain("Ordered", "PH-");
        for (var part : new String[] {"/live/dashboard", "/live/sales"}) {
            assertThat(anonymous.get(part, "Accept", PAGE).text())
                    .contains("sign in")
                    .doesNotContain("Ordered", "<table");
            assertThat(engine.buyer(1).get(part, "Accept", PAGE).text()).contains("sign in");
        }
        assertThat(engine.buyer(1).get("/", "Accept", PAGE).text()).doesNotContain("Ordered");
        var staff = engine.as(Role.ADMIN).get("/", "Accept", PAGE).text();
        assertThat(staff).contains("Ordered", "Read models").doesNotContain("Let customers in");
    }

    @Test
    void anOrderIsShownToItsBuyerAndToStaff() {
        var buyer = engine.buyer(1);
        var order = "/orders/" + shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        assertThat(buyer.get(order, "Accept", PAGE).text()).contains("Example street 1", "by <");
        assertThat(engine.as(Role.ADMIN).get(order, "Accept", PAGE).status()).isEqualTo(200);
        for (var path : new String[] {order, order + "/state", order + "/live"}) {
            var stranger = engine.buyer(2).get(path, "Accept", "text/html, text/event-stream");
            assertThat(stranger.status()).as(path).isEqualTo(404);
            assertThat(stranger.text()).doesNotContain("Example street");
            var nobodys = anonymous.get(path, "Accept", "text/html, text/event-stream");
            assertThat(nobodys.status()).as(path).isEqualTo(401);
            assertThat(nobodys.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aBuyerCancelsAnOrderOnItsPageOnce() {
        var buyer = engine.buyer(1);
        var id = shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        var order = "/orders/" + id;
        assertThat(buyer.get(order, "Accept", PAGE).text())
                .contains("action=\"" + order + "/cancel\"", "nothing is charged");
        var key = "Idempotency-Key=cancel-" + id;
        assertThat(engine.buyer(2)
                        .form(order + "/cancel", key, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(404);
        for (var click = 0; click < 2; click++) {
            var answer = buyer.form(order + "/cancel", key, "Sec-Fetch-Site", "same-origin");
            assertThat(answer.status()).as(answer.text()).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo(order);
        }
        assertThat(engine.names(id)).containsOnlyOnce("ordering.OrderCancelled");
        assertThat(buyer.get(order, "Accept", PAGE).text())
                .contains("Cancelled")
                .doesNotContain(order + "/cancel");
    }

    @Test
    void aBuyerFindsTheirOrdersAndStaffFindAll() {
        var pack = shop.pack(shop.stock(5));
        var buyer = engine.buyer(4);
        var number = number(buyer, shop.order(buyer, "FULL", 1, pack));
        var later = number(buyer, shop.order(buyer, "FULL", 1, pack));
        var first = buyer.get("/orders?limit=1", "Accept", PAGE);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.text()).contains("Your orders", later, "Older orders").doesNotContain(number, "Newer orders");
        var next = first.text().replaceFirst("(?s).*href=\"(/orders\\?[^\"]+)\">Older orders.*", "$1");
        assertThat(buyer.get(next.replace("&amp;", "&"), "Accept", PAGE).text())
                .contains(number, "Newer orders")
                .doesNotContain(later);
        assertThat(engine.buyer(5).get("/orders", "Accept", PAGE).text()).doesNotContain(number, later);
        var staff = engine.as(Role.ADMIN)
                .get("/orders?buyer=" + RunningEngine.person(104), "Accept", PAGE)
                .text();
        assertThat(staff).contains(number, later, "<h1>Orders</h1>");
    }

    private static String number(Client buyer, String order) {
        return await().until(
                        () -> buyer.get("/api/v1/orders/" + order).string("orderNumber"), found -> !found.isEmpty());
    }

    @Test
    void theEndpointsOfTheDemoDoNotExist() {
        assertThat(form("/demo/session", "next=/").status()).isEqualTo(404);
        assertThat(form("/demo/visitors", "").status()).isEqualTo(404);
        var page = anonymous
                .get("/packs/" + shop.pack(shop.stock(1)), "Accept", PAGE)
                .text();
        assertThat(page).contains("Sign in").doesNotContain("Idempotency-Key", "demo");
    }

    @Test
    void aBrowserIsSignedInWithATokenAndOnlyFromOurPages() {
        var token = engine.token(Role.ADMIN, 1, Duration.ofHours(1));
        var begun = form("/session", "token=" + token + "&next=/packs");
        assertThat(begun.status()).isEqualTo(303);
        assertThat(begun.header("Location")).isEqualTo("/packs");
        var cookie = begun.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=3");
        var kept = cookie.substring(0, cookie.indexOf(';'));
        assertThat(anonymous.get("/", "Cookie", kept, "Accept", PAGE).text()).contains("Ordered");

        var month = engine.token(Role.ADMIN, 1, Duration.ofDays(30));
        var shortened = form("/session", "token=" + month).header("Set-Cookie");
        assertThat(shortened).contains("Max-Age=" + Duration.ofHours(12).toSeconds());
        var value = shortened.substring(shortened.indexOf('=') + 1, shortened.indexOf(';'));
        var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(value.split("\\.", -1)[1]));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isEqualTo(Duration.ofHours(12).toSeconds());
        assertThat(anonymous.get("/sign-in", "Accept", PAGE).text()).contains("twelve hours");

        assertThat(form("/session", "token=nonsense").status()).isEqualTo(401);
        assertThat(form("/session", "token=" + token, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(form("/session", "token=" + token + "&next=//other.example").header("Location"))
                .isEqualTo("/");
    }

    @Test
    void signingOutEndsACopiedCookieOfAPastedToken() {
        var token = engine.token(Role.CUSTOMER, 1, Duration.ofHours(1));
        var cookie = form("/session", "token=" + token).header("Set-Cookie");
        var copied = engine.with(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
        assertThat(copied.get("/api/v1/orders").status()).isEqualTo(200);
        assertThat(copied.form("/session/end", "", "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(303);
        assertThat(copied.get("/api/v1/orders").status()).isEqualTo(401);
        assertThat(engine.with(token).get("/api/v1/orders").status())
                .as("the token belongs to its owner")
                .isEqualTo(200);
    }

    @Test
    void aCookieSentFromAnotherSiteIsRefused() {
        var kept = "packhouse-session=" + engine.token(Role.ADMIN, 1, Duration.ofHours(1));
        var receipts = "/api/v1/inventory/items/inv_main_COOKIE/receipts";
        var body = "{\"quantity\":1,\"reason\":\"delivery\"}";
        var otherSite = anonymous.post(receipts, body, "Cookie", kept, "Sec-Fetch-Site", "cross-site");
        assertThat(otherSite.status()).isEqualTo(401);
        assertThat(anonymous.post(receipts, body, "Cookie", kept).status()).isEqualTo(401);
        assertThat(anonymous
                        .post(receipts, body, "Cookie", kept, "Origin", "http://evil.example")
                        .status())
                .isEqualTo(401);
        assertThat(anonymous
                        .post(receipts, body, "Cookie", kept, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOrderFormIsAcceptedOnlyFromOurPages() {
        var path = "/packs/" + shop.pack(shop.stock(1)) + "/orders";
        var kept = "packhouse-session=" + engine.token(Role.CUSTOMER, 3, Duration.ofHours(1));
        var fields = orderForm(1);
        for (var site : new String[] {"cross-site", "same-site", "none"}) {
            var answer = anonymous.form(path, fields, "Cookie", kept, "Sec-Fetch-Site", site);
            assertThat(answer.status()).as(site).isEqualTo(401);
        }
        for (var origin : new String[] {"http://evil.example", "null", engine.base() + "0"}) {
            var answer = anonymous.form(path, fields, "Cookie", kept, "Origin", origin);
            assertThat(answer.status()).as(origin).isEqualTo(401);
        }
        assertThat(anonymous.form(path, fields, "Cookie", kept).status()).isEqualTo(401);

        var ours = anonymous.form(path, fields, "Cookie", kept, "Sec-Fetch-Site", "same-origin");
        assertThat(ours.status()).as("the one there is: " + ours.text()).isEqualTo(303);
        var again = anonymous.form(path, fields, "Cookie", kept, "Origin", engine.base());
        assertThat(again.header("Location")).isEqualTo(ours.header("Location"));
    }

    @Test
    void anExpiredCookieIsAnonymousAndNoError() {
        var ended =
                engine.bean(JwtIssuer.class).mint(RunningEngine.person(1), "Late", Role.ADMIN, Duration.ofMinutes(-5));
        var page = anonymous.get("/", "Cookie", "packhouse-session=" + ended, "Accept", PAGE);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("Ordered");
    }

    @Test
    void aFormSentTwiceIsOneOrderAndAChangedFormIsAnotherOrder() {
        var sku = shop.stock(10);
        var path = "/packs/" + shop.pack(sku) + "/orders";
        var first = order(path, 1);
        assertThat(first.status()).as(first.text()).isEqualTo(303);
        assertThat(first.header("Location")).startsWith("/orders/ord_");
        assertThat(order(path, 1).header("Location")).isEqualTo(first.header("Location"));
        assertThat(order(path, 2).header("Location")).isNotEqualTo(first.header("Location"));
        var none = order(path, 0);
        assertThat(none.status()).isEqualTo(422);
        var tooMany = order(path, 9);
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.text()).contains("Not enough stock", sku, "9 requested, 7 available");
    }

    @Test
    void theAddressForEMailsOfAnOrderIsOptionalInItsForm() {
        var path = "/packs/" + shop.pack(shop.stock(10)) + "/orders";
        var buyer = engine.buyer(3);
        var wrong = buyer.form(path, orderForm(1).replace("form-1", "form-2") + "&email=nothing");
        assertThat(wrong.status()).isEqualTo(422);
        var placed = buyer.form(path, orderForm(1).replace("form-1", "form-3") + "&email=ada%40example.com");
        assertThat(placed.status()).as(placed.text()).isEqualTo(303);
        await().untilAsserted(() -> assertThat(buyer.get("/api/v1" + placed.header("Location"))
                        .body()
                        .at("/shipTo/email")
                        .asString(""))
                .isEqualTo("ada@example.com"));
        var without = buyer.form(path, orderForm(1).replace("form-1", "form-4") + "&email=");
        assertThat(without.status()).as(without.text()).isEqualTo(303);
    }

    @Test
    void problemsArePagesForBrowsersAndJsonForOtherClients() {
        var page = anonymous.get("/nothing", "Accept", PAGE);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(anonymous.get("/api/v1/nothing", "Accept", PAGE).header("Content-Type"))
                .startsWith("application/problem+json");
        assertThat(anonymous.get("/nothing").header("Content-Type")).startsWith("application/problem+json");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self';", "style-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void everyPageOfTheDocumentationIsServed() {
        assertThat(anonymous.get("/docs", "Accept", PAGE).text())
                .contains("Runbook", "/docs/adr/0001-decisions-are-recorded");
        assertThat(anonymous.get("/docs/events", "Accept", PAGE).text()).contains("OrderPlaced", "List&lt;Image&gt;");
        assertThat(anonymous.get("/docs/none", "Accept", PAGE).status()).isEqualTo(404);
    }

    private Client.Answer order(String path, int quantity) {
        return engine.buyer(3).form(path, orderForm(quantity));
    }

    private static String orderForm(int quantity) {
        var street = URLEncoder.encode("Straße 1", StandardCharsets.UTF_8);
        return "Idempotency-Key=form-1&quantity=%s&currency=EUR&plan=FULL&street=%s".formatted(quantity, street)
                + "&name=Ada+Example&postalCode=10115&city=Berlin&country=DE";
    }

    private Client.Answer form(String path, String fields, String... headers) {
        return headers.length == 0
                ? anonymous.form(path, fields, "Sec-Fetch-Site", "same-origin")
                : anonymous.form(path, fields, headers);
    }
}
