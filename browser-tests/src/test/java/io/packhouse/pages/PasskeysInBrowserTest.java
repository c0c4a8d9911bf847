package io.packhouse.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.AuthenticatorApp;
import io.packhouse.testing.RunningEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second factor and passkeys as people add and use them, with a device that Chromium simulates.
class PasskeysInBrowserTest {

    static Chromium chromium;
    static RunningEngine engine;
    static String shop;

    final AccountClient accounts = new AccountClient(engine);

    @BeforeAll
    static void open(@TempDir Path folder) {
        chromium = Chromium.shared(PasskeysInBrowserTest.class);
        engine = RunningEngine.startAtLocalhost(folder); // A passkey belongs to a domain.
        shop = engine.base().replace("127.0.0.1", "localhost");
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aPasskeySignsInWithoutPasswordAndCodeUntilItIsRemoved() {
        var address = accounts.customer();
        try (var context = chromium.browser().newContext()) {
            var page = pageWithDevice(context);
            signIn(page, address);
            page.navigate(shop + "/account/passkeys");
            assertThat(violations(page)).isEmpty();
            fill(page, "Password", "wrong");
            page.getByText("Add a passkey").last().click();
            assertThat(page.getByText("The password is wrong")).isVisible();
            fill(page, "Name of the passkey", "Laptop <b>");
            fill(page, "Password", AccountClient.PASSWORD);
            page.getByText("Add a passkey").last().click();
            assertThat(page.getByText("The passkey was added")).isVisible();
            assertThat(page.getByText("Remove Laptop <b>")).isVisible();
            assertThat(violations(page)).isEmpty();
            accounts.mails().await(address, "passkey-added", 1);

            var sent = page.waitForRequest("**/sign-in/passkey", () -> signInWithPasskey(context, page));
            assertThat(page).hasURL(shop + "/packs");
            assertThat(sendAgain(context, sent.postData()))
                    .as("what the device signed counts once")
                    .isEqualTo(401);
            page.navigate(shop + "/account");
            assertThat(page.getByText(address)).isVisible();
            page.navigate(shop + "/account/passkeys");
            assertThat(page.getByText("last used")).isVisible();
            page.getByLabel("Password").last().fill(AccountClient.PASSWORD);
            page.getByText("Remove Laptop <b>").click();
            assertThat(page.getByText("The passkey was removed")).isVisible();
            accounts.mails().await(address, "passkey-removed", 1);

            signInWithPasskey(context, page);
            assertThat(page.getByText("The passkey was not accepted")).isVisible();
        }
    }

    @Test
    void aSecondFactorIsAddedWithAnAppAndThenRequired() {
        var address = accounts.customer();
        try (var context = chromium.browser().newContext()) {
            var page = context.newPage();
            signIn(page, address);
            page.navigate(shop + "/account/second-factor");
            assertThat(violations(page)).isEmpty();
            fill(page, "Password", AccountClient.PASSWORD);
            page.getByText("Add a second factor").click();
            assertThat(page.locator("svg.qr")).isVisible();
            assertThat(violations(page)).isEmpty();
            var app = new AuthenticatorApp(page.locator("code").textContent(), engine);
            fill(page, "Code of the app", app.code());
            page.getByText("Add the second factor").click();
            assertThat(page.locator(".codes li")).hasCount(10);
            assertThat(violations(page)).isEmpty();
            var code = page.locator(".codes li").first().textContent();

            context.clearCookies();
            signIn(page, address);
            assertThat(page.getByText("Enter a code")).isVisible();
            assertThat(violations(page)).isEmpty();
            page.getByText("Use a recovery code").click();
            fill(page, "Recovery code", code);
            page.getByText("Sign in with the recovery code").click();
            assertThat(page).hasURL(shop + "/");
            page.navigate(shop + "/account");
            assertThat(page.getByText("Recovery codes left: 9")).isVisible();
            page.navigate(shop + "/account/passkeys");
            fill(page, "Password", AccountClient.PASSWORD);
            fill(page, "Code of the app", "000000x");
            page.getByText("Add a passkey").last().click();
            assertThat(page.getByText("The code is wrong")).isVisible();
        }
    }

    private static Page pageWithDevice(BrowserContext context) {
        var page = context.newPage();
        var devices = context.newCDPSession(page);
        devices.send("WebAuthn.enable");
        var device = new JsonObject();
        device.addProperty("protocol", "ctap2");
        device.addProperty("transport", "internal");
        device.addProperty("hasResidentKey", true);
        device.addProperty("hasUserVerification", true);
        device.addProperty("isUserVerified", true);
        device.addProperty("automaticPresenceSimulation", true);
        var options = new JsonObject();
        options.add("options", device);
        devices.send("WebAuthn.addVirtualAuthenticator", options);
        return page;
    }

    private static void signIn(Page page, String address) {
        page.navigate(shop + "/sign-in");
        fill(page, "E-mail address", address);
        fill(page, "Password", AccountClient.PASSWORD);
        page.locator("form[action='/sign-in'] button").click();
    }

    private static void signInWithPasskey(BrowserContext context, Page page) {
        context.clearCookies();
        page.navigate(shop + "/sign-in?next=/packs");
        page.getByText("Sign in with a passkey").click();
    }

    private static int sendAgain(BrowserContext context, String body) {
        var options = RequestOptions.create()
                .setData(body)
                .setHeader("Content-Type", "application/json")
                .setHeader("Sec-Fetch-Site", "same-origin");
        return context.request().post(shop + "/sign-in/passkey", options).status();
    }

    private static void fill(Page page, String label, String value) {
        page.getByLabel(label).first().fill(value);
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(one -> one.getId() + ": " + one.getHelp() + " "
                                + one.getNodes().getFirst())
                        .toList();
    }
}
