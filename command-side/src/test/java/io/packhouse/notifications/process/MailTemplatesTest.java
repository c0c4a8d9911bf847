package io.packhouse.notifications.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.mail.MailRenderer;
import io.packhouse.engine.mail.MailSettings;
import io.packhouse.notifications.api.Notification;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

/// Every template with all its variables, and with none that may be missing.
class MailTemplatesTest {

    static final Map<String, String> ACCOUNT =
            Map.of("name", "Ada <Example>", "link", "/x?a=1&b=2", "validMinutes", "30");

    final MailRenderer renderer = new MailRenderer("https://shop.example", MailSettings.of(new MockEnvironment()));

    static Stream<String> templatesOfAccounts() {
        return Stream.of(
                "verify-email",
                "change-email",
                "reset-password",
                "account-exists",
                "email-changed",
                "password-changed",
                "second-factor-added",
                "second-factor-removed",
                "recovery-codes-replaced",
                "passkey-added",
                "passkey-removed",
                "account-created");
    }

    @ParameterizedTest
    @MethodSource("templatesOfAccounts")
    void anEmailAboutAnAccountHasItsNameAndLink(String template) {
        var mail = renderer.render(template, ACCOUNT);
        assertThat(mail.subject()).isNotBlank().doesNotContain("$", "[", "'");
        assertThat(mail.text())
                .startsWith("Hello Ada <Example>,\n\n")
                .contains("https://shop.example/x?a=1&b=2", "Packhouse, https://shop.example;")
                .doesNotContain("$", "\n\n\n");
        assertThat(mail.html())
                .contains("<p>Hello Ada &lt;Example&gt;,</p>", "href=\"https://shop.example/x?a=1&amp;b=2\"")
                .contains("<title>" + mail.subject() + "</title>")
                .doesNotContain(" th:", "${");
    }

    @ParameterizedTest
    @MethodSource("templatesOfAccounts")
    void aMissingNameOrTimeLeavesNoGap(String template) {
        var mail = renderer.render(template, Map.of("link", "/x"));
        assertThat(mail.text()).startsWith("Hello,\n\n").doesNotContain("null", "minutes");
        assertThat(mail.html()).contains("<p>Hello,</p>").doesNotContain("null", "minutes");
    }

    @Test
    void aLinkThatExpiresStatesWhen() {
        assertThat(renderer.render("reset-password", ACCOUNT).text()).contains("within 30 minutes.");
        assertThat(renderer.render("verify-email", ACCOUNT).html()).contains("within <span>30</span> minutes.");
    }

    @Test
    void aResetStatesWhichApiKeysItRevoked() {
        var mail = renderer.render("password-changed", Map.of("apiKeys", "phk_Ab3dE9xQ, phk_Cd4eF0yR"));
        assertThat(mail.text()).contains("new ones: phk_Ab3dE9xQ, phk_Cd4eF0yR.");
        assertThat(mail.html()).contains("new ones: <span>phk_Ab3dE9xQ, phk_Cd4eF0yR</span>.");
        assertThat(renderer.render("password-changed", ACCOUNT).text()).doesNotContain("API");
        assertThat(renderer.render("password-changed", ACCOUNT).html()).doesNotContain("API");
    }

    @ParameterizedTest
    @EnumSource(Notification.class)
    void everyNotificationHasTexts(Notification notification) {
        var values =
                new HashMap<>(Map.of("orderNumber", "A-1", "lineList", "1 × Pack: 1.00 EUR", "shipping", "0.00 EUR"));
        values.putAll(Map.of("total", "1.00 EUR", "paid", "1.00 EUR", "carrier", "DHL", "trackingNumber", "T1"));
        values.putAll(Map.of("reason", "Why.", "sku", "SKU-1", "location", "main", "available", "3", "threshold", "5"));
        var mail = renderer.render(notification.template(), values);
        assertThat(mail.subject()).doesNotContain("$", "[", "'");
        assertThat(mail.subject()).matches(".*(A-1|SKU-1).*");
        assertThat(mail.text()).doesNotContain("$", "[", "null", "\n\n\n");
        assertThat(mail.html()).doesNotContain(" th:", "${", "null");
    }

    @Test
    void onlyAGuestReadsWhatTheLinkGives() {
        var values = new HashMap<>(Map.of("orderNumber", "A-1", "lineList", "1 × Pack: 1.00 EUR", "link", "/guest"));
        values.putAll(Map.of("total", "1.00 EUR", "paid", "1.00 EUR", "shipping", "0.00 EUR"));
        assertThat(renderer.render("order-confirmed", values).text()).doesNotContain("guest.");
        values.put("guest", "true");
        var mail = renderer.render("order-confirmed", values);
        assertThat(mail.text())
                .contains("https://shop.example/guest\n\nYou ordered as a guest. Who has this link")
                .doesNotContain("\n\n\n");
        assertThat(mail.html()).contains("<p>You ordered as a guest.");
    }

    @Test
    void aConfirmationListsLinesAndWhatIsOpen() {
        var values = new HashMap<>(Map.of(
                "orderNumber", "A-1", "lineList", "1 × Pack: 1.00 EUR\n2 × Box: 4.00 EUR", "shipping", "5.00 EUR"));
        values.putAll(Map.of("total", "10.00 EUR", "paid", "3.00 EUR", "open", "7.00 EUR", "link", "/orders/ord_1"));
        var mail = renderer.render("order-confirmed", values);
        assertThat(mail.text()).contains("""
                          1 × Pack: 1.00 EUR
                          2 × Box: 4.00 EUR
                          Shipping: 5.00 EUR
                          Total: 10.00 EUR
                          Paid: 3.00 EUR
                          To be paid later: 7.00 EUR
                        """);
        assertThat(mail.html()).contains("<li>2 × Box: 4.00 EUR</li>", "To be paid later: <span>7.00 EUR</span>");
    }
}
