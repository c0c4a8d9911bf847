package io.packhouse.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Takes screenshots of a running demo: `-Dpackhouse.photograph=http://127.0.0.1:8080
/// -Dpackhouse.photographs=<folder>`. The images of the README are made with it.
@EnabledIfSystemProperty(named = "packhouse.photograph", matches = "http.*")
class ScreenshotsTest {

    final String base = System.getProperty("packhouse.photograph", "");
    final Path folder = Path.of(System.getProperty("packhouse.photographs", "target/photographs"));

    @Test
    void photographsEveryPageInBothColoursOnBothScreens() {
        var browser = Chromium.shared(ScreenshotsTest.class).browser();
        for (var width : List.of(1440, 390)) {
            for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                photograph(browser, width, colours);
            }
        }
    }

    private void photograph(Browser browser, int width, ColorScheme colours) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(colours);
        var kind = "-" + width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
        try (var context = browser.newContext(options)) {
            var page = context.newPage();
            show(page, "/", "home" + kind);
            show(page, "/packs?kind=PRO", "packs" + kind);
            show(page, "/products", "products" + kind);
            if (page.locator(".card a").count() > 0) {
                page.locator(".card a").first().click();
                take(page, "product" + kind);
            }
            show(page, "/problems", "problems" + kind);
            show(page, "/docs", "docs" + kind);
            show(page, "/swagger-ui/index.html", "api" + kind);
            show(page, "/sign-in?next=/packs", "sign-in" + kind);
            show(page, "/orders/ord_01m7ynnsgwfr793br88a12h07h", "anonymous" + kind);
            show(page, "/packs?kind=PRO", "packs" + kind);
            page.locator(".card a").first().click();
            page.getByText("Continue as the demo's customer").click();
            take(page, "pack" + kind);
            page.getByText("Order and reserve the stock").click();
            take(page, "order-pending" + kind);
            page.locator("#pay").click();
            take(page, "pay" + kind);
            page.locator("button[type=submit]").click();
            page.locator("#status[data-status=CONFIRMED]").waitFor();
            take(page, "order-confirmed" + kind);
        }
    }

    private void show(Page page, String path, String name) {
        page.navigate(base + path);
        take(page, name);
    }

    private void take(Page page, String name) {
        page.waitForTimeout(700);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setFullPage(true));
    }
}
