package io.packhouse.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.shared.api.Sku;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Deep;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.TestPictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of the demo as visitors use them: buying by mouse and by keyboard, in light and dark,
/// on a small screen, and without scripts.
class PagesInBrowserTest {

    static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);
    static final Duration EARLY = Duration.ofMinutes(2); // A demo that is filling takes all of a small machine.

    static Chromium chromium;
    static RunningEngine engine;
    static String pack;
    static String product;
    static String wide;
    static String order;
    static Page early;
    static String seenEarly;
    static List<String> wrongEarly;

    final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open(@TempDir Path folder) {
        chromium = Chromium.shared(PagesInBrowserTest.class);
        engine = RunningEngine.start(
                folder,
                "--spring.profiles.active=demo",
                "--packhouse.demo.past=P16D",
                "--packhouse.demo.orders=60",
                "--packhouse.demo.products-per-category=" + Deep.orElse(15, 4));
        var anonymous = engine.anonymous();
        visitWhileFilling();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> anonymous
                        .get("/api/v1/demo/progress")
                        .body()
                        .path("done")
                        .asBoolean());
        product = aProductWithImages();
        wide = aProductWithoutABlank();
        pack = anonymous
                .get("/api/v1/packs?kind=PRO")
                .body()
                .at("/items/0/packId")
                .asString();
        var visitor = new AccountClient(engine);
        visitor.register("visitor@example.com", AccountClient.PASSWORD);
        visitor.mails().await("visitor@example.com", "verify-email", 1);
        manifest("");
        manifest("CUP-1,Cup,7,OPEN_BOX,,\n");
    }

    private static void visitWhileFilling() {
        early = context(options()).newPage();
        early.setDefaultTimeout((double) EARLY.toMillis());
        early.navigate(engine.base() + "/");
        Awaitility.await()
                .atMost(EARLY)
                .until(() ->
                        early.reload().ok() && early.locator("#background-task").count() == 1);
        seenEarly = early.locator("#background-task").textContent();
        wrongEarly = PageAudit.violations(early);
    }

    private static void manifest(String more) {
        var header = "sku,product_name,quantity,condition,unit_retail,currency\n";
        var file = header + "TEA-1,\"Tea, \"\"fine\"\"\",3,NEW,12.50,EUR\n" + more;
        var published = engine.as(io.packhouse.identity.api.Role.ADMIN)
                .post("/api/v1/packs/" + pack + "/manifests", file, "Content-Type", "text/csv");
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        Awaitility.await()
                .until(() ->
                        engine.anonymous().get(published.header("Location")).status() == 200);
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aVisitorDuringTheFillingOfTheDemoSeesItsProgressAndThenToday() {
        assertThat(seenEarly).contains("The demo is being filled", "\u00a0%");
        assertThat(wrongEarly).isEmpty();
        assertThat(early.locator("#background-task")).containsText("The task is finished");
        assertThat(PageAudit.violations(early)).isEmpty();
        early.getByText("See how the shop is doing").click();
        assertThat(early.locator("#background-task")).hasCount(0);
        assertThat(early.locator(".head .over"))
                .hasText(early.evaluate(TODAY).toString().replace(",", ""));
        assertThat(early.getByText("Let customers in")).isVisible();
    }

    @Test
    void aBuyerSeesTheConfirmationWithoutAReload() {
        try (var context = context(options())) {
            var page = page(context);
            becomeTheCustomer(page);
            page.getByLabel("Packs", exactly()).fill("2");
            page.getByText("Order and reserve the stock").click();

            var status = page.locator("#status");
            assertThat(status).hasAttribute("data-status", "PENDING", PATIENTLY);
            page.locator("#pay").click();
            page.waitForURL(engine.sandbox() + "/pay/**");
            page.locator("button[type=submit]").click();

            assertThat(page).hasURL(Pattern.compile(".*/orders/ord_[0-9a-z]+"));
            page.evaluate("window.sameDocument = true");
            assertThat(page.locator("#status")).hasAttribute("data-status", "CONFIRMED", PATIENTLY);
            assertThat(page.locator(".story")).containsText("Paid and confirmed");
            order = page.url().substring(page.url().indexOf("/orders/"));

            page.evaluate("window.sameDocument = true");
            engine.as(io.packhouse.identity.api.Role.ADMIN).post("/api/v1" + order + "/start-processing", "");
            assertThat(page.locator("#status")).hasAttribute("data-status", "PROCESSING", PATIENTLY);
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aPackCanBeBoughtByKeyboardAlone() {
        try (var context = context(options())) {
            var page = page(context);
            page.navigate(engine.base() + "/packs/" + pack);
            var keyboard = new Keyboard(page);
            keyboard.press("Continue as the demo's customer");
            assertThat(page.getByText("Order and reserve the stock")).isVisible();
            keyboard.press("Order and reserve the stock");
            assertThat(page.locator("#pay")).isVisible();
            keyboard.payThePage();
            assertThat(page.locator("#status")).hasAttribute("data-status", "CONFIRMED", PATIENTLY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void thePagesHaveNoAccessibilityViolations(ColorScheme colours) {
        try (var context = context(options().setColorScheme(colours))) {
            var page = page(context);
            becomeTheCustomer(page);
            page.getByText("Order and reserve the stock").click();
            page.waitForURL("**/orders/**");
            var here = page.url().substring(engine.base().length());
            for (var path : Stream.concat(paths(), Stream.of(here)).toList()) {
                page.navigate(engine.base() + path);
                assertThat(page.locator("h1")).isVisible();
                assertThat(PageAudit.violations(page, colours))
                        .as("%s in %s", path, colours)
                        .isEmpty();
            }
            page.navigate(engine.base() + here);
            page.locator("#pay").click();
            page.waitForURL("**/pay/**");
            assertThat(PageAudit.violations(page, colours))
                    .as("the pay page in %s", colours)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1440})
    void noPageScrollsSideways(int width) {
        try (var context = context(options().setViewportSize(width, 800))) {
            var page = page(context);
            becomeTheCustomer(page);
            for (var path : paths().toList()) {
                page.navigate(engine.base() + path);
                var wide = page.evaluate("document.documentElement.scrollWidth");
                assertThat((Integer) wide)
                        .as("%s at %s: %s", path, width, page.evaluate(PageAudit.BEYOND))
                        .isLessThanOrEqualTo(width);
                assertThat((List<?>) page.evaluate(PageAudit.SMALL_TARGETS))
                        .as(path)
                        .isEmpty();
            }
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aPackCanBeBoughtWithoutScripts() {
        try (var context = context(options().setJavaScriptEnabled(false))) {
            var page = page(context);
            page.navigate(engine.base() + "/");
            assertThat(page.locator(".figure").first()).containsText("Orders");
            page.locator("summary").click();
            assertThat(page.locator("#sales-table tbody tr").last()).isVisible();
            becomeTheCustomer(page);
            assertThat(page.locator("#available")).isVisible();
            page.getByText("Order and reserve the stock").click();
            assertThat(page.locator("#status")).containsText("Awaiting payment");
            page.locator("#pay").click();
            page.locator("button[type=submit]").click();
            assertThat(page.locator(".story")).containsText("Order placed");
        }
    }

    @Test
    void aGuestOrdersAndReturnsByALinkWithoutScripts() {
        try (var context = context(options().setJavaScriptEnabled(false))) {
            var page = page(context);
            page.navigate(engine.base() + "/packs/" + pack);
            page.getByLabel("E-mail address").fill("guest@example.com");
            page.locator("form[action='/guest'] button").click();
            page.getByText("Order and reserve the stock").click();
            assertThat(page.locator("#status")).containsText("Awaiting payment");
            page.getByText("Show a link to keep").click();
            var link = page.getByLabel("Keep this link").inputValue();
            page.getByText("Sign out").click();
            page.navigate(link);
            page.getByText("Continue as a guest").click();
            assertThat(page.locator("#status")).containsText("Awaiting payment");
            assertThat(page.locator("#guest-title")).hasText("You ordered as a guest");
        }
    }

    @Test
    void aProductCanBeFoundAndOrderedWithoutScripts() {
        try (var context = context(options().setJavaScriptEnabled(false))) {
            var page = page(context);
            page.navigate(engine.base() + "/products");
            page.getByLabel("Search products").fill("kettle");
            page.getByText("Search", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".card")).hasCount(1);
            page.locator(".facets a").first().click();
            assertThat(page.locator(".chip")).hasCount(1);
            assertThat(page.locator(".card img")).hasAttribute("alt", "Kettle from the front");
            page.locator(".card a").click();
            assertThat(page.locator("#view img")).hasAttribute("alt", "Kettle from the front");
            page.locator(".thumbs a").nth(1).click();
            assertThat(page.locator("#view img")).hasAttribute("alt", "Kettle drawn");
            assertThat(page.locator(".left")).containsText("€39.00");
            page.getByText("Order it").click();
            assertThat(page.locator("h1")).hasText("Kettle");
            assertThat(page.locator(".art.large img")).hasAttribute("alt", "Kettle from the front");
        }
    }

    @Test
    void imagesAreLoadedInTheNeededWidth() {
        try (var context = context(options())) {
            var page = page(context);
            page.navigate(engine.base() + "/products?q=kettle");
            var image = page.locator(".card img");
            image.scrollIntoViewIfNeeded();
            assertThat(image).hasJSProperty("complete", true);
            assertThat(image.evaluate("i => i.naturalWidth > 0 && i.currentSrc.endsWith('?w=320')"))
                    .isEqualTo(true);
            page.navigate(engine.base() + "/products/" + product + "?view=2");
            assertThat(page.locator("#view img").evaluate("i => i.decode().then(() => true)"))
                    .isEqualTo(true);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void theFirstPageUpdatesByItselfAndCanBePaused() {
        try (var context = context(options())) {
            var page = page(context);
            page.navigate(engine.base() + "/");
            assertThat(page.locator("live-stream")).hasAttribute("data-state", "live", PATIENTLY);
            var first = page.locator(".moves tbody tr").first();
            var before = String.valueOf(first.getAttribute("data-key"));
            anOrderMoves();
            assertThat(first).not().hasAttribute("data-key", before, PATIENTLY);
            assertThat(page.locator("data-chart canvas")).isVisible();

            page.getByText("Pause").click();
            page.waitForTimeout(700); // What was on its way has arrived.
            var paused = String.valueOf(first.getAttribute("data-key"));
            anOrderMoves();
            page.waitForTimeout(1_500);
            assertThat(first).hasAttribute("data-key", paused);
            page.getByText("Resume").click();
            assertThat(first).not().hasAttribute("data-key", paused, PATIENTLY);
            assertThat(complaints).isEmpty();
        }
    }

    private static String aProductWithImages() {
        var staff = engine.as(io.packhouse.identity.api.Role.ADMIN);
        var catalog = new Catalog(engine);
        var category = catalog.category("Kitchen", "");
        staff.post("/api/v1/inventory/items/inv_main_KETTLE-1/receipts", "{\"quantity\":9,\"reason\":\"delivery\"}");
        var id = catalog.approved(staff, Catalog.body("Kettle", "KETTLE-1", category, 3_900));
        var path = "/api/v1/products/" + id + "/images?alt=Kettle%20";
        Catalog.ok(staff.upload(path + "from%20the%20front", "image/png", TestPictures.png(900, 600)));
        var drawing = TestPictures.svg("<circle cx=\"200\" cy=\"150\" r=\"90\"/>");
        Catalog.ok(staff.upload(path + "drawn", "image/svg+xml", drawing));
        catalog.read(staff, "/api/v1/products/" + id);
        return id;
    }

    private static String aProductWithoutABlank() {
        var staff = engine.as(io.packhouse.identity.api.Role.ADMIN);
        var catalog = new Catalog(engine);
        var category = catalog.category("W".repeat(80), "");
        var body = Catalog.body("W".repeat(120), WIDE, category, 3_900);
        var id = catalog.approved(staff, body);
        catalog.read(staff, "/api/v1/products/" + id);
        return id;
    }

    private static void anOrderMoves() {
        var placed = engine.buyer(9).post("/api/v1/orders", io.packhouse.testing.Shop.basket("FULL", 1, pack));
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
    }

    static final String WIDE = "WIDE-" + "W".repeat(52);
    static final String TODAY = """
            new Date().toLocaleDateString('en-GB',
                { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
            """;

    private static Stream<String> paths() {
        return Stream.of(
                "/",
                "/packs",
                "/packs?kind=STARTER",
                "/packs/" + pack,
                "/products",
                "/products?q=kettle&inStock=true",
                "/products?q=nothing-of-that-name",
                "/products/" + product,
                "/products/" + product + "?view=2",
                "/products/" + wide,
                "/packs/" + PackId.offerOf(new Sku(WIDE)).value(),
                "/packs/" + pack + "/manifests/1",
                "/packs/" + pack + "/manifests/latest?limit=1",
                "/packs/" + pack + "/manifests/diff?from=1&to=2",
                "/sign-in",
                "/guest",
                "/guest?token=x",
                "/account",
                "/demo/mails",
                "/docs",
                "/docs/events",
                "/problems",
                "/problems/insufficient-stock",
                "/nothing-here");
    }

    private static void becomeTheCustomer(Page page) {
        page.navigate(engine.base() + "/packs/" + pack);
        page.getByText("Continue as the demo's customer").click();
        assertThat(page.getByText("Order and reserve the stock")).isVisible();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    private static BrowserContext context(Browser.NewContextOptions options) {
        return chromium.browser().newContext(options);
    }

    /// What the browser complains of: scripts that fail, and everything the policy of pages stops.
    private Page page(BrowserContext context) {
        var page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return page;
    }
}
