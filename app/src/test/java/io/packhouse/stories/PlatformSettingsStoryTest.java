package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Administrators change the settings of the shop while it runs, and pages and registration follow.
class PlatformSettingsStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String SETTINGS = "/api/v1/settings";
    static final String DEFAULTS = "{\"shopName\":\"Packhouse\",\"registrationOpen\":true}";
    static final String CLOSED = """
            {"shopName":" Grand   Emporium ","supportEmail":"help@example.com",\
            "notice":"Closed <b>on</b> Sunday","registrationOpen":false}\
            """;
    static final String REGISTRATION = """
            {"email":"settings@example.com","password":"correct horse battery staple","name":"Ada"}\
            """;

    final Client admin = ENGINE.as(Role.ADMIN, 900);
    final Client visitor = ENGINE.anonymous();

    @AfterEach
    void reset() {
        change(DEFAULTS);
        await().until(() -> page("/").contains("Packhouse</title>"));
    }

    @Test
    void pagesAndRegistrationFollowTheSettings() {
        change(CLOSED);
        await().untilAsserted(() -> {
            var settings = visitor.get(SETTINGS);
            assertThat(settings.string("shopName")).isEqualTo("Grand Emporium");
            assertThat(settings.string("supportEmail")).isEqualTo("help@example.com");
            assertThat(settings.body().path("registrationOpen").asBoolean()).isFalse();
        });
        await().untilAsserted(() -> assertThat(page("/"))
                .contains(
                        "· Grand Emporium</title>", "Closed &lt;b&gt;on&lt;/b&gt; Sunday", "mailto:help@example.com"));
        assertThat(page("/register"))
                .contains("makes accounts for its customers itself")
                .doesNotContain("name=\"password\"");
        assertThat(page("/sign-in")).doesNotContain("href=\"/register\"");
        var refused = visitor.post("/api/v1/auth/register", REGISTRATION);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.string("reason")).isEqualTo("REGISTRATION_CLOSED");
        change(DEFAULTS);
        await().untilAsserted(() -> assertThat(page("/register")).contains("name=\"password\""));
    }

    @Test
    void registrationStaysClosedWhileTheReadTableIsFilledAgain() {
        change(CLOSED);
        await().until(() -> page("/").contains("Grand Emporium"));
        ENGINE.bean(JdbcClient.class).sql("delete from read.platform_settings").update();
        var refused = visitor.post("/api/v1/auth/register", REGISTRATION);
        assertThat(refused.string("reason")).as(refused.text()).isEqualTo("REGISTRATION_CLOSED");
        await().during(Duration.ofSeconds(2)).until(() -> page("/").contains("Grand Emporium"));
    }

    @Test
    void anAddressOfTheSupportIsOneToWhichMailCanBeSent() {
        for (var wrong : new String[] {"", "help@example", "a b@example.com", "help@example.com,x@example.com"}) {
            var answer = admin.send("PUT", SETTINGS, supported(wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("#/supportEmail");
        }
        change(supported("help?bcc=x&y@example.com"));
        await().untilAsserted(() -> assertThat(page("/")).contains("href=\"mailto:help%3Fbcc%3Dx%26y@example.com\""));
    }

    @Test
    void theSecondOfTwoChangesOfOneVersionIsRefused() {
        change(CLOSED);
        await().until(() -> visitor.get(SETTINGS).string("shopName").equals("Grand Emporium"));
        var read = visitor.get(SETTINGS).header("ETag");
        assertThat(admin.send("PUT", SETTINGS, DEFAULTS, "If-Match", read).status())
                .isEqualTo(200);
        var second = admin.send("PUT", SETTINGS, CLOSED, "If-Match", read);
        assertThat(second.status()).as(second.text()).isEqualTo(412);
    }

    @Test
    void wrongSettingsAndOtherRolesAreRefused() {
        var wrong = admin.send(
                "PUT",
                SETTINGS,
                "{\"shopName\":\"\",\"supportEmail\":\"nobody\",\"notice\":\"" + "x".repeat(201) + "\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("#/shopName", "#/supportEmail", "#/notice", "#/registrationOpen");
        for (var role : new Role[] {Role.SUPPORT, Role.FINANCE, Role.VENDOR, Role.CUSTOMER, Role.AUDITOR}) {
            assertThat(ENGINE.as(role).send("PUT", SETTINGS, DEFAULTS).status())
                    .as("%s", role)
                    .isEqualTo(403);
        }
        assertThat(visitor.send("PUT", SETTINGS, DEFAULTS).status()).isEqualTo(401);
    }

    private static String supported(String address) {
        return "{\"shopName\":\"Packhouse\",\"supportEmail\":\"%s\",\"registrationOpen\":true}".formatted(address);
    }

    private String page(String path) {
        return visitor.get(path, "Accept", "text/html").text();
    }

    private void change(String settings) {
        var answer = admin.send("PUT", SETTINGS, settings);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
