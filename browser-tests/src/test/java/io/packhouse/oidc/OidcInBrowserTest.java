package io.packhouse.oidc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.packhouse.pages.Chromium;
import io.packhouse.pages.PageAudit;
import io.packhouse.testing.Shop;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A person of another authorization server in a real browser: signs in there, orders and pays here.
class OidcInBrowserTest {

    static final LocatorAssertions.HasAttributeOptions PATIENTLY =
            new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);

    static Chromium chromium;
    static EngineWithOidc oidc;

    @BeforeAll
    static void open() {
        chromium = Chromium.shared(OidcInBrowserTest.class);
        oidc = EngineWithOidc.shared();
    }

    @Test
    void aCustomerOfTheIssuerOrdersAndPays() {
        var shop = new Shop(oidc.engine);
        var pack = shop.pack(shop.stock(3));
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(oidc.engine.base() + "/packs/" + pack);
            page.locator("main").getByText("Sign in").click();
            page.getByText("Sign in with Example Ltd").click();
            signIn(page, "ada");
            assertThat(page).hasURL(oidc.engine.base() + "/packs/" + pack);
            page.locator("[name=name]").fill("Ada Example");
            page.locator("[name=street]").fill("Example street 1");
            page.locator("[name=postalCode]").fill("10115");
            page.locator("[name=city]").fill("Berlin");
            page.locator("[name=country]").fill("DE");
            page.getByText("Order and reserve the stock").click();
            page.locator("#pay").click();
            page.waitForURL(oidc.engine.sandbox() + "/pay/**");
            page.locator("button[type=submit]").click();
            assertThat(page.locator("#status")).hasAttribute("data-status", "CONFIRMED", PATIENTLY);
            page.getByText("Account", exactly()).click();
            assertThat(page.locator("main")).containsText("signed in by your organization");
            PageAudit.passes(page, "account-of-the-issuer");
            page.getByText("Sign out").click();
            assertThat(page).hasURL(oidc.engine.base() + "/");
        }
    }

    @Test
    void aPersonWithoutARoleSeesWhy() {
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            page.navigate(oidc.engine.base() + "/sign-in");
            page.getByText("Sign in with Example Ltd").click();
            signIn(page, "stranger");
            assertThat(page).hasURL(Pattern.compile(".*/sign-in/failed.*"));
            assertThat(page.locator("main")).containsText("no role in this shop");
            PageAudit.passes(page, "no-role");
        }
    }

    private static void signIn(Page page, String name) {
        page.waitForURL(oidc.server.issuer() + "/login**");
        page.locator("[name=username]").fill(name);
        page.locator("[name=password]").fill(AuthorizationServer.PASSWORD);
        page.locator("button[type=submit]").click();
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
