package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.RegisteredPersons;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Administrators see accounts, give and take roles, deactivate and erase; a person sees and changes their own.
class UserAdministrationStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String STREET = "Peculiar Lane 17";

    final Client admin = ENGINE.as(Role.ADMIN, 900);
    final PersonId person = new PersonId(TypeId.text("per", UUID.randomUUID()));
    final Client own = as(person, Role.CUSTOMER);
    final String user = "/api/v1/users/" + person;

    @Test
    void rolesAreGrantedAndRevoked() {
        RegisteredPersons.register(ENGINE, person, "ada@example.com", "Ada Peculiar");
        assertThat(admin.send("PUT", user + "/roles/VENDOR", "").status()).isEqualTo(200);
        assertThat(texts(having("VENDOR").path("roles"))).containsExactly("CUSTOMER", "VENDOR");
        assertThat(admin.send("DELETE", user + "/roles/CUSTOMER", "").status()).isEqualTo(200);
        var last = admin.send("DELETE", user + "/roles/VENDOR", "");
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.string("reason")).isEqualTo("LAST_ROLE");
        assertThat(admin.send("PUT", user + "/roles/METRICS", "").status()).isEqualTo(422);
        assertThat(admin.send("PUT", user + "/roles/EMPEROR", "").status()).isBetween(400, 422);
        assertThat(own.send("PUT", user + "/roles/ADMIN", "").status()).isEqualTo(403);
    }

    @Test
    void aPersonSeesAndChangesTheirOwnAccountOnly() {
        RegisteredPersons.register(ENGINE, person, "ben@example.com", "Ben Peculiar");
        var other = new PersonId(TypeId.text("per", UUID.randomUUID()));
        RegisteredPersons.register(ENGINE, other, "other@example.com", "Other");
        having("CUSTOMER");
        assertThat(own.get(user).string("email")).isEqualTo("ben@example.com");
        assertThat(own.send("PUT", user + "/profile", "{\"name\":\" Ben  Changed \"}")
                        .status())
                .isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(own.get(user + "/profile").string("name")).isEqualTo("Ben Changed"));
        for (var path : List.of("", "/profile", "/orders", "/analytics", "/export")) {
            assertThat(own.get("/api/v1/users/" + other + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(own.send("PUT", "/api/v1/users/" + other + "/profile", "{\"name\":\"X\"}")
                        .status())
                .isEqualTo(404);
        assertThat(own.send("PUT", user + "/profile", "{\"name\":\"X\",\"role\":\"ADMIN\"}")
                        .status())
                .isEqualTo(422);
        assertThat(own.get("/api/v1/users").status()).isEqualTo(403);
    }

    @Test
    void accountsAreListedByRoleAndStatus() {
        RegisteredPersons.register(ENGINE, person, "cleo@example.com", "Cleo");
        having("CUSTOMER");
        assertThat(admin.post(user + "/deactivate", "{\"reason\":\"requested\"}")
                        .status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(admin.get("/api/v1/users?status=DEACTIVATED&role=CUSTOMER&limit=200")
                        .text())
                .contains(person.value(), "cleo@example.com"));
        assertThat(admin.get("/api/v1/users?status=ACTIVE&limit=200").text()).doesNotContain(person.value());
        assertThat(admin.get("/api/v1/users?role=VENDOR&limit=200").text()).doesNotContain(person.value());
        assertThat(admin.send("PUT", user + "/profile", "{\"name\":\"X\"}").string("reason"))
                .isEqualTo("ACCOUNT_DEACTIVATED");
        assertThat(admin.post(user + "/reactivate", "").status()).isEqualTo(200);
    }

    @Test
    void staffFindAnAccountByItsExactAddress() {
        var accounts = new AccountClient(ENGINE);
        var address = accounts.customer();
        accounts.customer();
        var support = ENGINE.as(Role.SUPPORT);
        await().untilAsserted(() ->
                assertThat(found(support.get("/api/v1/users?email=" + address))).containsExactly(address));
        assertThat(found(support.get("/api/v1/users?email=%20" + address.toUpperCase(Locale.ROOT))))
                .containsExactly(address);
        assertThat(found(support.get("/api/v1/users?email=" + address + "&status=DEACTIVATED")))
                .isEmpty();
        assertThat(found(support.get("/api/v1/users?email=" + address + "&role=CUSTOMER&status=ACTIVE")))
                .containsExactly(address);
        assertThat(found(support.get("/api/v1/users?email=x" + address))).isEmpty();
        var wrong = support.get("/api/v1/users?email=ada");
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
        assertThat(wrong.text()).contains("email", "not-an-address");
        assertThat(own.get("/api/v1/users?email=" + address).status()).isEqualTo(403);
    }

    private static List<String> found(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body()
                .path("items")
                .valueStream()
                .map(user -> user.path("email").asString())
                .toList();
    }

    @Test
    void whoLosesARoleLosesTheirApiKeys() {
        RegisteredPersons.register(ENGINE, person, "eve@example.com", "Eve");
        having("CUSTOMER");
        admin.send("PUT", user + "/roles/LOGISTICS", "");
        var staff = as(person, Role.LOGISTICS);
        var key = staff.post("/api/v1/api-keys", "{\"name\":\"scanner\",\"scopes\":[\"inventory:read\"]}");
        var scanner = ENGINE.with(key.string("secret"));
        var item = "/api/v1/inventory/items/inv_main_" + new Shop(ENGINE).stock(1);
        await().untilAsserted(() ->
                assertThat(scanner.get(item).status()).as(key.text()).isEqualTo(200));
        admin.send("DELETE", user + "/roles/LOGISTICS", "");
        await().untilAsserted(() -> assertThat(scanner.get(item).status()).isEqualTo(401));
        var again = staff.post("/api/v1/api-keys", "{\"name\":\"again\",\"scopes\":[\"inventory:read\"]}");
        assertThat(again.string("reason")).as("with a token from before").isEqualTo("SCOPE_NOT_GRANTABLE");
    }

    @Test
    void nobodyAdministersTheirOwnAccount() {
        var own = "/api/v1/users/" + RunningEngine.person(900);
        for (var answer : List.of(
                admin.post(own + "/deactivate", "{\"reason\":\"x\"}"),
                admin.post(own + "/erase", ""),
                admin.send("DELETE", own, ""),
                admin.send("PUT", own + "/roles/FINANCE", ""),
                admin.send("DELETE", own + "/roles/ADMIN", ""))) {
            assertThat(answer.string("reason")).isEqualTo("OWN_ACCOUNT");
        }
    }

    @Test
    void anErasedPersonLeavesOrdersAndTotalsOnly() {
        RegisteredPersons.register(ENGINE, person, "dora@example.com", "Dora Peculiar");
        var shop = new Shop(ENGINE);
        var basket = Shop.basket("FULL", 1, shop.pack(shop.stock(5)))
                .replaceFirst("\"street\":\"[^\"]*\"", "\"street\":\"%s\"".formatted(STREET));
        var order = own.post("/api/v1/orders", basket).string("id");
        await().until(() -> own.get("/api/v1/orders/" + order).string("status").equals("PENDING"));
        assertThat(own.post("/api/v1/orders/" + order + "/cancel", "{\"note\":\"moved to Peculiar Lane\"}")
                        .status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(
                        own.get("/api/v1/users/" + person + "/analytics").text())
                .contains("\"cancelled\":1"));
        assertThat(own.get(user + "/orders").text()).contains(order);

        assertThat(exported()).contains("dora@example.com", "Dora Peculiar", STREET, "ordering.OrderCancelled");

        assertThat(admin.post(user + "/erase", "").status()).isEqualTo(200);
        assertThat(admin.post(user + "/erase", "").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(admin.get("/api/v1/orders/" + order).text()).doesNotContain(STREET));
        await().untilAsserted(() -> assertThat(admin.get(user).string("status")).isEqualTo("ERASED"));
        assertThat(exported()).contains("[erased]", order).doesNotContain("dora@", "Peculiar");
        assertThat(admin.get("/api/v1/orders/" + order).string("status")).isEqualTo("CANCELLED");
        assertThat(admin.send("PUT", user + "/roles/VENDOR", "").string("reason"))
                .isEqualTo("PERSON_ERASED");
    }

    private JsonNode having(String role) {
        await().untilAsserted(() ->
                assertThat(texts(admin.get(user).body().path("roles"))).contains(role));
        return admin.get(user).body();
    }

    private String exported() {
        var token = ENGINE.token(Role.ADMIN, 900, Duration.ofMinutes(5));
        var file = admin.fetch(user + "/export", "Authorization", "Bearer " + token);
        assertThat(file.header("Content-Type")).isEqualTo("application/x-ndjson");
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Client as(PersonId person, Role role) {
        return ENGINE.with(ENGINE.bean(JwtIssuer.class).mint(person, "Test", role, Duration.ofHours(1)));
    }
}
