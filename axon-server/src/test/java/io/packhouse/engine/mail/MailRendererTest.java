package io.packhouse.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.thymeleaf.exceptions.TemplateEngineException;

class MailRendererTest {

    final MailRenderer renderer = new MailRenderer("https://shop.example/", MailSettings.of(new MockEnvironment()));

    @Test
    void valuesAreEscapedInHtmlAndNotInText() {
        var mail = renderer.render("trial", values("name", "<b>Ümläut & 🎁</b>"));
        assertThat(mail.subject()).isEqualTo("Hello <b>Ümläut & 🎁</b>");
        assertThat(mail.text()).startsWith("Hello <b>Ümläut & 🎁</b>\n\n- One\n- Two\n");
        assertThat(mail.html()).contains("<p>&lt;b&gt;Ümläut &amp; 🎁&lt;/b&gt;</p>", "<p>One</p><p>Two</p>");
    }

    @Test
    void aLinkIsAbsoluteAndLeadsToThisShop() {
        var mail = renderer.render("trial", values("link", "/verify-email?token=a&b=c"));
        assertThat(mail.text()).endsWith("https://shop.example/verify-email?token=a&b=c\n");
        assertThat(mail.html()).contains("href=\"https://shop.example/verify-email?token=a&amp;b=c\"");
        assertThat(renderer.render("trial", values("link", "https://shop.example/a"))
                        .text())
                .endsWith("https://shop.example/a\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example/", "javascript:alert(1)", "https://shop.example.evil/"})
    void aLinkToAnotherSiteIsRefused(String link) {
        assertThatThrownBy(() -> renderer.render("trial", values("link", link)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("evil");
    }

    @Test
    void aLineBreakInAValueAddsNoHeader() {
        var mail = renderer.render("trial", values("name", "Ada\r\nBcc: eve@example.com\u2028x"));
        assertThat(mail.subject()).isEqualTo("Hello Ada Bcc: eve@example.com x");
        assertThat(mail.text()).startsWith("Hello Ada Bcc: eve@example.com x\n\n");
    }

    @Test
    void valuesAreNotTemplates() {
        var mail = renderer.render("trial", values("name", "[(${link})] ${T(java.lang.Runtime)}"));
        assertThat(mail.text()).startsWith("Hello [(${link})] ${T(java.lang.Runtime)}\n");
        assertThat(mail.html()).contains("<p>[(${link})] ${T(java.lang.Runtime)}</p>");
    }

    @Test
    void onlyTemplatesOfThisFolderAreRead() {
        assertThatThrownBy(() -> renderer.render("../../application", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> renderer.render("missing", Map.of())).isInstanceOf(TemplateEngineException.class);
    }

    private static Map<String, String> values(String name, String value) {
        var values = new HashMap<>(Map.of("name", "Ada", "lineList", "One\nTwo", "link", "/"));
        values.put(name, value);
        return values;
    }
}
