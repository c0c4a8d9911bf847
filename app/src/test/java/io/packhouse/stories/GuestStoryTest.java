package io.packhouse.stories;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static io.packhouse.testing.AccountClient.json;
import static io.packhouse.testing.AccountClient.newAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.identity.credential.guest.UnusedGuests;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A person orders without an account, returns by a link, and gets an account later as the same person. The address of
/// a guest gives access to nothing and shows nothing.
class GuestStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();

    final AccountClient accounts = new AccountClient(ENGINE);
    final Shop shop = new Shop(ENGINE);
    final Client admin = ENGINE.as(Role.ADMIN);
    final String address = newAddress();
    final Answer tokens = begin(address);
    final Client guest = accounts.with(tokens);
    final String person = guest.get("/api/v1/auth/me").string("id");

    /// All tests come from one address, which is limited.
    @AfterEach
    void forgetAttempts() {
        ENGINE.jdbc().sql("delete from identity.failed_attempt").update();
    }

    @Test
    void aGuestOrdersPaysAndReadsTheirOwnOrderOnly() {
        var order = order();
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        await().untilAsserted(
                        () -> assertThat(guest.get("/api/v1/orders/" + order).string("status"))
                                .isEqualTo("CONFIRMED"));
        assertThat(guest.get("/api/v1/orders").text()).contains(order);
        assertThat(guest.get("/api/v1/orders/" + order + "/payments").status()).isEqualTo(200);

        var other = accounts.with(begin(address));
        for (var part : List.of("", "/items", "/history", "/payments")) {
            var path = "/api/v1/orders/" + order + part;
            assertThat(other.get(path).text()).as(path).doesNotContain("Example street", "CONFIRMED", "pck_");
            assertThat(ENGINE.anonymous().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(other.get("/api/v1/orders/" + order).status()).isEqualTo(404);
        assertThat(other.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(other.get("/api/v1/users/" + person).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/users/" + person + "/export").status()).isEqualTo(404);
    }

    @Test
    void aGuestHasTheScopesOfOrderingOnly() {
        var me = guest.get("/api/v1/auth/me");
        assertThat(me.body().path("roles").toString()).isEqualTo("[\"GUEST\"]");
        assertThat(me.body().path("scopes").valueStream().map(scope -> scope.asString()))
                .filteredOn(scope -> !scope.startsWith("FACTOR_")) // Of Spring Security.
                .containsExactly("account", "guest", "orders:place", "orders:read", "payments:read");
        var key = guest.post("/api/v1/api-keys", "{\"name\":\"key\",\"scopes\":[\"orders:place\"]}");
        assertThat(key.string("reason")).isEqualTo("SCOPE_NOT_GRANTABLE");
        assertThat(guest.send("PUT", "/api/v1/users/" + person + "/roles/ADMIN", "")
                        .status())
                .isEqualTo(403);
        assertThat(guest.send("PUT", "/api/v1/auth/profile", json("name", "Eve"))
                        .string("reason"))
                .isEqualTo("UNKNOWN_ACCOUNT");
        var password = guest.post("/api/v1/auth/password", json("currentPassword", "x", "newPassword", PASSWORD));
        assertThat(password.string("reason")).isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(guest.post("/api/v1/loyalty/redemptions", json("rewardId", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(admin.send("PUT", "/api/v1/users/" + person + "/roles/ADMIN", "")
                        .string("reason"))
                .isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aGuestStaysSignedInAndSignsOut() {
        var next = accounts.refresh(tokens.string("refreshToken"));
        assertThat(next.status()).isEqualTo(200);
        var later = accounts.with(next);
        assertThat(later.get("/api/v1/auth/me").string("id")).isEqualTo(person);
        assertThat(later.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        assertThat(later.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(accounts.refresh(next.string("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void aGuestReturnsByALinkUntilItExpires() {
        var order = order();
        var kept = guest.post("/api/v1/auth/guest-link", "");
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        var token = kept.string("token");
        assertThat(kept.string("link")).isEqualTo(ENGINE.base() + "/guest?next=/account&token=" + token);
        assertThat(ENGINE.jdbc()
                        .sql("select count(*) from identity.one_time_token where token_hash = ?")
                        .param(token)
                        .query(Long.class)
                        .single())
                .as("only its hash is stored")
                .isZero();
        guest.post("/api/v1/auth/logout", "");
        for (var twice = 0; twice < 2; twice++) {
            var again = accounts.post("guest-return", "token", token);
            assertThat(again.status()).as(again.text()).isEqualTo(200);
            assertThat(accounts.with(again).get("/api/v1/orders/" + order).status())
                    .isEqualTo(200);
        }
        assertUnusable(accounts.post("guest-return", "token", "x" + token));
        ENGINE.jdbc()
                .sql("update identity.one_time_token set expires_at = ? where person_id = ?")
                .params(daysAgo(1), person)
                .update();
        assertUnusable(accounts.post("guest-return", "token", token));
        assertThat(ENGINE.buyer(1).post("/api/v1/auth/guest-link", "").status()).isEqualTo(403);
    }

    @Test
    void aGuestGetsAnAccountWithOrdersAndPoints() {
        var order = order();
        shop.pay(order, "FULL");
        var points = shop.event("loy_" + person, "loyalty.PointsEarned").payload();
        assertThat(points.path("points").asLong()).isEqualTo(10);
        var kept = guest.post("/api/v1/auth/guest-link", "").string("token");

        var claim = guest.post(
                "/api/v1/auth/register", json("email", address, "password", PASSWORD, "name", "Ada Example"));
        assertThat(same(claim)).isEqualTo(same(accounts.register(newAddress(), PASSWORD)));
        var link = accounts.mails().token(address, "verify-email", 1);
        assertThat(guest.get("/api/v1/auth/me").text()).contains("GUEST");
        assertThat(accounts.login(address, PASSWORD).status())
                .as("the address is not verified")
                .isEqualTo(401);

        assertThat(accounts.verify(link).status()).isEqualTo(204);
        assertThat(accounts.verify(link).status()).as("a link works once").isEqualTo(422);
        assertThat(guest.get("/api/v1/auth/me").status())
                .as("the guest's session ended")
                .isEqualTo(401);
        assertUnusable(accounts.post("guest-return", "token", kept));
        var holder = accounts.with(accounts.signedIn(address, PASSWORD));
        var me = holder.get("/api/v1/auth/me");
        assertThat(me.string("id")).isEqualTo(person);
        assertThat(me.body().path("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
        assertThat(holder.get("/api/v1/orders/" + order).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(holder.get("/api/v1/loyalty/balance")
                        .body()
                        .path("points")
                        .asLong())
                .isEqualTo(10));
        assertThat(ENGINE.names(person)).containsExactly("identity.GuestCreated", "identity.AccountRegistered");
        assertThat(log())
                .containsExactly(
                        "SIGNED_IN", "GUEST_CLAIMED", "SESSIONS_ENDED", "REGISTERED", "SIGNED_IN", "GUEST_CREATED");
    }

    @Test
    void theAddressOfAnAccountShowsNothingAndGivesNothing() {
        var known = accounts.customer();
        var unknown = newAddress();
        var begun = begin(known);
        var eve = accounts.with(begun);
        assertThat(eve.get("/api/v1/auth/me").text().replaceAll("per_\\w+", "").replace(known, unknown))
                .isEqualTo(accounts.with(begin(unknown))
                        .get("/api/v1/auth/me")
                        .text()
                        .replaceAll("per_\\w+", ""));
        var taken = eve.post("/api/v1/auth/register", json("email", known, "password", PASSWORD, "name", "Eve"));
        var free = guest.post("/api/v1/auth/register", json("email", unknown, "password", PASSWORD, "name", "Eve"));
        assertThat(same(taken)).isEqualTo(same(free));
        accounts.mails().await(known, "account-exists", 1);
        accounts.mails().await(unknown, "verify-email", 1);
        assertThat(accounts.mails().to(known))
                .extracting(mail -> mail.template())
                .containsExactly("verify-email", "account-exists");
        assertThat(eve.get("/api/v1/auth/me").text()).contains("GUEST");
        var owner = accounts.with(accounts.signedIn(known, PASSWORD));
        assertThat(owner.get("/api/v1/auth/me").string("id"))
                .isNotEqualTo(eve.get("/api/v1/auth/me").string("id"));
    }

    @Test
    void aGuestWhoAskedForAnAccountGetsAnotherLink() {
        claim(guest, PASSWORD);
        var first = accounts.mails().token(address, "verify-email", 1);
        assertThat(accounts.post("resend-verification", "email", address).status())
                .isEqualTo(202);
        var second = accounts.mails().token(address, "verify-email", 2);
        assertUnusable(accounts.verify(first));
        assertThat(accounts.verify(second).status()).isEqualTo(204);
        assertThat(accounts.with(accounts.signedIn(address, PASSWORD))
                        .get("/api/v1/auth/me")
                        .string("id"))
                .isEqualTo(person);
    }

    /// The owner of the address registers before the link of the guest is used.
    @Test
    void ofTwoPersonsWhoAskForAnAddressTheFirstGetsIt() {
        guest.post("/api/v1/auth/register", json("email", address, "password", PASSWORD, "name", "Eve"));
        var link = accounts.mails().token(address, "verify-email", 1);
        assertThat(accounts.register(address, "seven dry umbrellas wet").status())
                .isEqualTo(201);
        var owners = accounts.mails().token(address, "account-created", 1);
        assertThat(choose(owners, "seven dry umbrellas wet")).isEqualTo(204);
        assertUnusable(accounts.verify(link));
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(accounts.login(address, "seven dry umbrellas wet").status()).isEqualTo(200);
        assertThat(guest.get("/api/v1/auth/me").text()).contains("GUEST");
    }

    /// The e-mails are equal: their reader cannot see which of them a stranger asked for.
    @Test
    void ofTwoGuestsWhoAskForAnAddressNoneSetsItsPassword() {
        var order = order();
        claim(guest, PASSWORD);
        var own = accounts.mails().token(address, "verify-email", 1);
        claim(accounts.with(begin(newAddress())), "seven dry umbrellas wet");
        var eves = accounts.mails().token(address, "verify-email", 2);
        assertThat(accounts.verify(own).status()).isEqualTo(204);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(choose(accounts.mails().token(address, "account-created", 1), PASSWORD))
                .isEqualTo(204);
        var holder = accounts.with(accounts.signedIn(address, PASSWORD));
        assertThat(holder.get("/api/v1/orders/" + order).status()).isEqualTo(200);
        assertUnusable(accounts.verify(eves));
    }

    @Test
    void aStrangerWithTheLinkOfAGuestSetsNoPassword() {
        var stranger = accounts.with(accounts.post(
                "guest-return",
                "token",
                guest.post("/api/v1/auth/guest-link", "").string("token")));
        claim(guest, PASSWORD);
        accounts.mails().await(address, "verify-email", 1);
        claim(stranger, "seven dry umbrellas wet");
        var newer = accounts.mails().token(address, "verify-email", 2);
        assertThat(accounts.verify(newer).status()).isEqualTo(204);
        assertThat(accounts.login(address, "seven dry umbrellas wet").status()).isEqualTo(401);
        assertThat(choose(accounts.mails().token(address, "account-created", 1), PASSWORD))
                .isEqualTo(204);
        assertThat(accounts.with(accounts.signedIn(address, PASSWORD))
                        .get("/api/v1/auth/me")
                        .string("id"))
                .isEqualTo(person);
    }

    /// As if the node had ended after it stored the credential.
    @Test
    void theSessionsOfAGuestEndWhenAnInterruptedClaimContinues() {
        claim(guest, PASSWORD);
        var link = accounts.mails().token(address, "verify-email", 1);
        var kept = guest.post("/api/v1/auth/guest-link", "").string("token");
        var stored = """
                        insert into identity.credential (person_id, address_hash, address, name, role, verified,
                        administrator, password_hash, created_by, created_at, password_changed_at)
                        select person_id, new_address_hash, new_address, new_name, 'CUSTOMER', true,
                        false, password_hash, 'anonymous', :at, :at from identity.one_time_token
                        where person_id = :person and purpose = 'CLAIM'""";
        ENGINE.jdbc()
                .sql(stored)
                .param("at", daysAgo(1))
                .param("person", person)
                .update();
        ENGINE.bean(AccountRegistration.class).completeUnfinished();
        assertThat(guest.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(accounts.refresh(tokens.string("refreshToken")).status()).isEqualTo(401);
        assertUnusable(accounts.post("guest-return", "token", kept));
        assertUnusable(accounts.verify(link));
        assertThat(accounts.with(accounts.signedIn(address, PASSWORD))
                        .get("/api/v1/auth/me")
                        .string("id"))
                .isEqualTo(person);
    }

    @Test
    void guestsAreListedApartFromAccounts() {
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/v1/users?status=GUEST&limit=200").text())
                .contains(person, address));
        assertThat(admin.get("/api/v1/users?limit=200").text()).doesNotContain(person);
        assertThat(guest.get("/api/v1/users/" + person).string("status")).isEqualTo("GUEST");
        assertThat(guest.get("/api/v1/users").status()).isEqualTo(403);
    }

    @Test
    void aGuestIsExportedAndErased() {
        var order = order();
        await().until(() -> guest.get("/api/v1/orders/" + order).status() == 200);
        var token = guest.post("/api/v1/auth/guest-link", "").string("token");
        assertThat(exported(tokens.string("accessToken")))
                .contains(address, "Example street 1", "identity.GuestCreated");
        assertThat(admin.post("/api/v1/users/" + person + "/erase", "").status())
                .isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(guest.get("/api/v1/auth/me").status()).isEqualTo(401));
        assertThat(accounts.refresh(tokens.string("refreshToken")).status()).isEqualTo(401);
        assertUnusable(accounts.post("guest-return", "token", token));
        await().untilAsserted(() -> assertThat(exported(ENGINE.token(Role.ADMIN, 1, Duration.ofMinutes(5))))
                .contains(order, "[erased]")
                .doesNotContain(address, "Example street 1"));
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/v1/users?status=GUEST&limit=200").text())
                .doesNotContain(person));
    }

    @Test
    void whatAGuestRequestedIsErased() {
        ENGINE.jdbc().sql("""
                        insert into identity.account_request (kind, address_hash, person_id, created_at, next_try_at)
                        values ('CLAIM', 'hash', ?, ?, ?)""").params(person, daysAgo(0), daysAgo(-1)).update();
        assertThat(admin.post("/api/v1/users/" + person + "/erase", "").status())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(ENGINE.jdbc()
                        .sql("select count(*) from identity.account_request where person_id = ?")
                        .param(person)
                        .query(Long.class)
                        .single())
                .isZero());
    }

    @Test
    void aGuestWithoutAnOrderIsErasedAfterAWhile() {
        var buyer = accounts.with(begin(newAddress()));
        var kept = buyer.get("/api/v1/auth/me").string("id");
        shop.order(buyer, "FULL", 1, shop.pack(shop.stock(1)));
        var ordering = accounts.with(begin(newAddress()));
        var active = ordering.get("/api/v1/auth/me").string("id");
        await().until(() -> buyer.get("/api/v1/orders").body().path("items").size() == 1);
        for (var id : List.of(person, kept, active)) {
            await().until(() -> ENGINE.jdbc()
                            .sql("update read.account set registered_at = ? where person = ?")
                            .params(daysAgo(31), id)
                            .update()
                    == 1);
        }
        guest.post("/api/v1/auth/logout", "");
        buyer.post("/api/v1/auth/logout", "");
        var ofBuyer = "update read.customer_order set buyer = ? where buyer = ?";
        assertThat(ENGINE.jdbc().sql(ofBuyer).params("per_another", kept).update())
                .as("as if a replay had not come to the order")
                .isEqualTo(1);
        ENGINE.bean(UnusedGuests.class).erase();
        ENGINE.jdbc().sql(ofBuyer).params(kept, "per_another").update();
        assertThat(ENGINE.names(person)).containsExactly("identity.GuestCreated", "identity.PersonErased");
        assertThat(ENGINE.names(kept)).containsExactly("identity.GuestCreated");
        assertThat(ENGINE.names(active)).containsExactly("identity.GuestCreated");
    }

    @Test
    void guestsOfOneNetworkAreLimited() {
        forgetAttempts();
        for (var i = 0; i < 30; i++) {
            begin(newAddress());
        }
        var refused = accounts.post("guest", "email", newAddress());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 901);
    }

    @Test
    void aGuestGivesAnAddressAndPerhapsAName() {
        assertThat(accounts.post("guest", "email", "no address")
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("not-an-address");
        assertThat(accounts.post("guest").status()).isEqualTo(422);
        assertThat(accounts.post("guest", "email", newAddress(), "role", "ADMIN")
                        .status())
                .isBetween(400, 422);
        var named = accounts.post("guest", "email", newAddress(), "name", " Ada  Example ");
        assertThat(named.status()).isEqualTo(200);
        assertThat(named.header("Cache-Control")).contains("no-store");
        assertThat(accounts.with(named).get("/api/v1/auth/me").string("name")).isEqualTo("Ada Example");
    }

    private void claim(Client claimant, String password) {
        var answer = claimant.post(
                "/api/v1/auth/register", json("email", address, "password", password, "name", "Ada Example"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private int choose(String token, String password) {
        return accounts.post("reset-password", "token", token, "password", password)
                .status();
    }

    private Answer begin(String email) {
        var begun = accounts.post("guest", "email", email);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return begun;
    }

    /// One pack of 10.00 EUR.
    private String order() {
        return shop.order(guest, "FULL", 1, shop.pack(shop.stock(1)));
    }

    private String exported(String token) {
        var file = admin.fetch("/api/v1/users/" + person + "/export", "Authorization", "Bearer " + token);
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private List<String> log() {
        return ENGINE.as(Role.AUDITOR)
                .get("/api/v1/audit/authentication?person=" + person)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    private static OffsetDateTime daysAgo(int days) {
        return ENGINE.bean(Clock.class).instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
    }

    private static void assertUnusable(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/code").asString("")).isEqualTo("link-unusable");
    }

    /// What a stranger can compare.
    private static String same(Answer answer) {
        return answer.status() + " " + answer.text();
    }
}
