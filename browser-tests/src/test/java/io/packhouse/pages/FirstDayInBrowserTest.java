package io.packhouse.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.packhouse.testing.AccountClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.packhouse.identity.api.Role;
import io.packhouse.oidc.EngineWithOidc;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.RecordedMails;
import io.packhouse.testing.RunningEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outside the demo: administrator, vendor and customer sign in on the pages, sell and buy. Every state of a page of
/// theirs is audited, also those after a mistake.
class FirstDayInBrowserTest {

    static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);
    static final String VENDOR_PASSWORD = "four grey barrels roll";
    static final String NEW_PASSWORD = "nine late trains home";

    /// As a script of one of our pages: with the cookie of the browser and nothing else.
    static final String REQUEST = """
            async ([path, body]) => {
                const answer = await fetch(path, { method: 'POST', body,
                    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } });
                return await answer.text();
            }
            """;

    static Chromium chromium;
    static RunningEngine engine;
    static RecordedMails mails;

    final List<String> complaints = new ArrayList<>();
    final String address = AccountClient.newAddress();

    @BeforeAll
    static void open() {
        chromium = Chromium.shared(FirstDayInBrowserTest.class);
        engine = EngineWithOidc.shared().engine();
        mails = engine.bean(RecordedMails.class);
    }

    @Test
    void aVendorSellsAndACustomerBuysByKeyboardAlone() {
        var product = aVendorSells();
        try (var context = context(true)) {
            var page = page(context);
            var keyboard = new Keyboard(page);
            page.navigate(engine.base() + "/products/" + product);
            keyboard.press("Order it");
            PageAudit.passes(page, "pack-signed-out");
            register(page, keyboard);
            keyboard.press("Sign in");
            signInAtTheSecondAttempt(page, keyboard);
            page.navigate(engine.base() + "/products/" + product);
            keyboard.press("Order it");
            keyboard.fill("name", "Ada Example");
            keyboard.fill("street", "Example street 1");
            keyboard.fill("postalCode", "10115");
            keyboard.fill("city", "Berlin");
            keyboard.fill("country", "DE");
            PageAudit.passes(page, "pack");
            keyboard.press("Order and reserve the stock");
            keyboard.payThePage();
            assertThat(page.locator("#status")).hasAttribute("data-status", "CONFIRMED", PATIENTLY);
            var number = page.locator("h1 .mono").textContent();
            keyboard.press("Account");
            keyboard.press("See the orders");
            PageAudit.passes(page, "orders");
            keyboard.press(number);
            assertThat(page.locator("#status")).hasAttribute("data-status", "CONFIRMED");
            assertThat(complaints).isEmpty();
        }
    }

    /// The administrator makes the account, the vendor chooses a password; what has no page is requested as these two.
    private String aVendorSells() {
        var admin = AccountClient.newAddress();
        var vendor = AccountClient.newAddress();
        Catalog.ok(engine.as(Role.ADMIN)
                .post(
                        "/api/v1/users",
                        account(admin, "ADMIN")
                                .replace("}", ",\"password\":\"%s\",\"emailVerified\":true}".formatted(PASSWORD))));
        try (var ofAdmin = context(true);
                var ofVendor = context(true)) {
            var boss = page(ofAdmin);
            boss.navigate(engine.base() + "/sign-in");
            signIn(boss, admin, PASSWORD);
            assertThat(boss.getByText("Read models")).isVisible();
            request(boss, "/api/v1/users", account(vendor, "VENDOR"));
            var vera = page(ofVendor);
            vera.navigate(link(vendor, "account-created"));
            PageAudit.passes(vera, "first-password");
            vera.getByLabel("New password").fill(VENDOR_PASSWORD);
            vera.getByText("Set the password").click();
            vera.locator("main").getByText("Sign in").click();
            signIn(vera, vendor, VENDOR_PASSWORD);
            assertThat(vera.getByText("Sign out")).isVisible();

            var sku = Catalog.sku();
            var category =
                    request(boss, "/api/v1/categories", "{\"name\":\"Tea\"}").path("id");
            var drafted = request(vera, "/api/v1/products", Catalog.body("Green tea", sku, category.asString(), 1_990));
            var product = drafted.path("id").asString();
            request(vera, "/api/v1/products/" + product + "/submit", "{}");
            request(boss, "/api/v1/products/" + product + "/approve", "{\"revision\":1}");
            request(
                    boss,
                    "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                    "{\"quantity\":5,\"reason\":\"delivery\"}");
            new Catalog(engine).read(engine.as(Role.ADMIN), "/api/v1/products/" + product);
            return product;
        }
    }

    private void register(Page page, Keyboard keyboard) {
        page.navigate(engine.base() + "/register");
        PageAudit.passes(page, "register");
        keyboard.fill("name", "Ada Example");
        keyboard.fill("email", address);
        keyboard.fill("password", "password1234");
        keyboard.enter();
        assertThat(page.locator("#password-error")).containsText("is easy to guess");
        assertThat(page.getByLabel("Password")).isFocused();
        PageAudit.passes(page, "register-weak");
        keyboard.fill("password", PASSWORD);
        keyboard.enter();
        assertThat(page.locator("main")).containsText("An e-mail was sent to " + address);
        PageAudit.passes(page, "register-sent");
        page.navigate(link(address, "verify-email"));
        PageAudit.passes(page, "verify");
        keyboard.press("Confirm the address");
        assertThat(page.locator("main")).containsText("The address is verified");
        PageAudit.passes(page, "verified");
    }

    private void signInAtTheSecondAttempt(Page page, Keyboard keyboard) {
        keyboard.fill("email", address);
        keyboard.fill("password", "one wrong password");
        keyboard.enter();
        assertThat(page.locator("[role=alert]")).containsText("is wrong");
        assertThat(page.getByLabel("Password")).isFocused();
        PageAudit.passes(page, "sign-in-wrong");
        keyboard.fill("password", PASSWORD);
        keyboard.enter();
        assertThat(page).hasURL(engine.base() + "/");
    }

    @Test
    void aForgottenPasswordIsSetOnceByKeyboardAlone() {
        var customer = new AccountClient(engine).customer();
        try (var context = context(true)) {
            var page = page(context);
            var keyboard = new Keyboard(page);
            page.navigate(engine.base() + "/sign-in");
            PageAudit.passes(page, "sign-in");
            keyboard.press("Forgot the password?");
            PageAudit.passes(page, "forgot");
            keyboard.fill("email", "name@nowhere");
            keyboard.enter();
            assertThat(page.locator("#email-error")).containsText("must be an e-mail address");
            PageAudit.passes(page, "forgot-wrong");
            keyboard.fill("email", customer);
            keyboard.enter();
            assertThat(page.locator("main")).containsText("If " + customer + " has an account");
            PageAudit.passes(page, "forgot-sent");
            var link = link(customer, "reset-password");
            page.navigate(link);
            keyboard.fill("password", "password1234");
            keyboard.enter();
            assertThat(page.getByLabel("New password")).isFocused();
            PageAudit.passes(page, "reset-weak");
            keyboard.fill("password", NEW_PASSWORD);
            keyboard.enter();
            assertThat(page.locator("main")).containsText("The password is set");
            PageAudit.passes(page, "reset-done");
            page.navigate(link);
            keyboard.fill("password", NEW_PASSWORD);
            keyboard.enter();
            assertThat(page.locator("[role=alert]")).containsText("was used before or has expired");
            PageAudit.passes(page, "reset-used");
            keyboard.press("Request a link");
            assertThat(page).hasURL(engine.base() + "/forgot-password");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void anAccountIsChangedByKeyboardAlone() {
        var accounts = new AccountClient(engine);
        var customer = accounts.customer();
        accounts.signedIn(customer, PASSWORD); // Another session, of a program.
        try (var context = context(true)) {
            var page = page(context);
            var keyboard = new Keyboard(page);
            page.navigate(engine.base() + "/sign-in");
            signIn(page, customer, PASSWORD);
            keyboard.press("Account");
            PageAudit.passes(page, "account");
            keyboard.fill("/account/name", "name", "Ada Changed");
            keyboard.enter();
            assertThat(page.locator("[role=status]")).containsText("Your name was changed");
            keyboard.press("End");
            assertThat(page.locator("[role=status]")).containsText("The session was ended");
            assertThat(page.getByText("this browser")).isVisible();

            keyboard.fill("currentPassword", "one wrong password");
            keyboard.fill("newPassword", NEW_PASSWORD);
            keyboard.enter();
            assertThat(page.locator("[role=alert]")).containsText("is wrong");
            assertThat(page.getByLabel("Current password")).isFocused();
            PageAudit.passes(page, "account-wrong");
            keyboard.fill("currentPassword", PASSWORD);
            keyboard.fill("newPassword", "password1234");
            keyboard.enter();
            assertThat(page.locator("#password-error")).containsText("is easy to guess");
            PageAudit.passes(page, "account-weak");
            keyboard.fill("currentPassword", PASSWORD);
            keyboard.fill("newPassword", NEW_PASSWORD);
            keyboard.enter();
            assertThat(page.locator("[role=status]")).containsText("Your password was changed");

            keyboard.fill("newEmail", address);
            keyboard.fill("/account/email", "password", NEW_PASSWORD);
            keyboard.enter();
            assertThat(page.locator("[role=status]")).containsText("A link was sent to the new address");
            page.navigate(link(address, "change-email"));
            keyboard.press("Confirm the address");
            assertThat(page.locator("main")).containsText("The address is verified");
            page.navigate(engine.base() + "/verify-email");
            PageAudit.passes(page, "another-link");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aCustomerBuysWithoutScripts() {
        var catalog = new Catalog(engine);
        var staff = engine.as(Role.ADMIN);
        var sku = Catalog.sku();
        var product = catalog.approved(staff, Catalog.body("Kettle", sku, catalog.category("Kitchen", ""), 3_900));
        Catalog.ok(staff.post(
                "/api/v1/inventory/items/inv_main_" + sku + "/receipts", "{\"quantity\":9,\"reason\":\"delivery\"}"));
        catalog.read(staff, "/api/v1/products/" + product);
        try (var context = context(false)) {
            var page = page(context);
            page.navigate(engine.base() + "/register");
            page.getByLabel("Name").fill("Ada Example");
            page.getByLabel("E-mail address").fill(address);
            page.getByLabel("Password").fill(PASSWORD);
            page.locator("main button").click();
            page.navigate(link(address, "verify-email"));
            page.getByText("Confirm the address").click();
            page.navigate(engine.base() + "/products/" + product);
            page.getByText("Order it").click();
            page.locator("main").getByText("Sign in").click();
            signIn(page, address, PASSWORD);
            page.getByLabel("Name").fill("Ada Example");
            page.getByLabel("Street").fill("Example street 1");
            page.getByLabel("Postal code").fill("10115");
            page.getByLabel("City").fill("Berlin");
            page.getByLabel("Country").fill("DE");
            page.getByText("Order and reserve the stock").click();
            page.locator("#pay").click();
            page.locator("button[type=submit]").click();
            assertThat(page.locator(".story")).containsText("Order placed");
            page.getByText("Account", exactly()).click();
            assertThat(page.locator("main")).containsText(address);
            page.getByText("Sign out").click();
            assertThat(page.locator("header").getByText("Sign in")).isVisible();
        }
    }

    private static void signIn(Page page, String address, String password) {
        page.getByLabel("E-mail address").fill(address);
        page.getByLabel("Password").fill(password);
        page.getByLabel("Password").press("Enter");
        assertThat(page.getByText("Sign out")).isVisible();
    }

    private static JsonNode request(Page page, String path, String body) {
        var text = (String) page.evaluate(REQUEST, List.of(path, body));
        var answer = JsonMapper.shared().readTree(text);
        assertThat(answer.path("type").asString("")).as(text).isEmpty();
        return answer;
    }

    private static String account(String address, String role) {
        return AccountClient.json("email", address, "name", "The " + role, "role", role);
    }

    private static String link(String address, String template) {
        return String.valueOf(mails.await(address, template, 1).values().get("link"));
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static BrowserContext context(boolean scripts) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setJavaScriptEnabled(scripts));
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
