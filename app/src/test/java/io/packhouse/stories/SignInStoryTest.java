package io.packhouse.stories;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static io.packhouse.testing.AccountClient.json;
import static io.packhouse.testing.AccountClient.newAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.CredentialErasure;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A person registers, verifies the address, signs in and stays signed in. A stranger learns nothing, guesses little,
/// and locks no owner out.
class SignInStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String WRONG = "seven dry umbrellas wet";

    final AccountClient accounts = new AccountClient(ENGINE);
    final Client admin = ENGINE.as(Role.ADMIN);

    /// All tests come from one address, which is limited too.
    @AfterEach
    void forgetAttempts() {
        ENGINE.bean(JdbcClient.class).sql("delete from identity.failed_attempt").update();
    }

    @Test
    void aCustomerRegistersVerifiesAndSignsIn() {
        var address = newAddress();
        assertThat(accounts.register(address, PASSWORD).status()).isEqualTo(201);
        var token = accounts.mails().token(address, "verify-email", 1);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(ENGINE.anonymous().get("/verify-email?token=" + token).status())
                .isEqualTo(200);
        assertThat(accounts.login(address, PASSWORD).status())
                .as("opening a link does not verify")
                .isEqualTo(401);
        assertThat(accounts.verify(token).status()).isEqualTo(204);
        assertThat(accounts.verify(token).status()).as("a link works once").isEqualTo(422);

        var tokens = accounts.signedIn("  " + address.toUpperCase(Locale.ROOT), PASSWORD);
        assertThat(tokens.header("Cache-Control")).contains("no-store");
        assertThat(tokens.headers().firstValue("Set-Cookie")).isEmpty();
        var me = accounts.with(tokens).get("/api/v1/auth/me");
        assertThat(me.string("email")).isEqualTo(address);
        assertThat(me.text()).contains("CUSTOMER", "orders:place", "Ada Example");
        var renamed = accounts.with(tokens).send("PUT", "/api/v1/auth/profile", json("name", "Ada  Changed"));
        assertThat(renamed.string("name")).isEqualTo("Ada Changed");
    }

    @Test
    void noAnswerShowsWhetherAnAddressHasAnAccount() {
        var known = accounts.customer();
        var unknown = newAddress();
        assertThat(same(accounts.register(known, PASSWORD))).isEqualTo(same(accounts.register(newAddress(), PASSWORD)));
        accounts.mails().await(known, "account-exists", 1);
        for (var path : List.of("forgot-password", "resend-verification")) {
            assertThat(same(accounts.post(path, "email", known)))
                    .as(path)
                    .isEqualTo(same(accounts.post(path, "email", unknown)));
        }
        var unverified = newAddress();
        accounts.register(unverified, PASSWORD);
        accounts.mails().await(unverified, "verify-email", 1);
        var wrong = same(accounts.login(known, WRONG));
        assertThat(wrong).startsWith("401");
        assertThat(same(accounts.login(unknown, WRONG))).isEqualTo(wrong);
        assertThat(same(accounts.login(unverified, PASSWORD))).isEqualTo(wrong);
    }

    @Test
    void aRegistrationOfATakenAddressMakesNoPersonKey() {
        var known = accounts.customer();
        var before = personKeys();
        assertThat(accounts.register(known, PASSWORD).status()).isEqualTo(201);
        accounts.mails().await(known, "account-exists", 1);
        assertThat(personKeys()).isEqualTo(before);
        var free = newAddress();
        accounts.register(free, PASSWORD);
        accounts.mails().await(free, "verify-email", 1);
        assertThat(personKeys()).isEqualTo(before + 1);
    }

    private static long personKeys() {
        return ENGINE.bean(JdbcClient.class)
                .sql("select count(*) from keys.person_key")
                .query(Long.class)
                .single();
    }

    @Test
    void everyAttemptComparesOnePassword() {
        var known = accounts.customer();
        var unverified = newAddress();
        accounts.register(unverified, PASSWORD);
        accounts.mails().await(unverified, "verify-email", 1);
        assertThat(comparisons(() -> accounts.login(known, WRONG))).isEqualTo(1);
        assertThat(comparisons(() -> accounts.login(newAddress(), WRONG))).isEqualTo(1);
        assertThat(comparisons(() -> accounts.login(unverified, PASSWORD))).isEqualTo(1);
        assertThat(comparisons(() -> accounts.login(known, "x".repeat(200)))).isEqualTo(1);
        var free = comparisons(() -> accounts.register(newAddress(), PASSWORD));
        assertThat(comparisons(() -> accounts.register(known, PASSWORD))).isEqualTo(free);
    }

    @Test
    void aStrangerWhoRegisteredFirstChoseNoPassword() {
        var address = newAddress();
        accounts.register(address, WRONG);
        accounts.mails().await(address, "verify-email", 1);
        var strangers = accounts.mails().token(address, "verify-email", 1);
        accounts.register(address, PASSWORD);
        var link = accounts.mails().token(address, "reset-password", 1);
        accounts.post("resend-verification", "email", address);
        accounts.mails().await(address, "reset-password", 2);
        assertThat(accounts.post("reset-password", "token", link, "password", PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(accounts.verify(strangers).status()).isEqualTo(422);
        assertThat(accounts.login(address, WRONG).status()).isEqualTo(401);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void passwordsAreLongAndHardToGuessAndNotLongerThanWhatIsHashed() {
        var address = newAddress();
        assertReason(accounts.register(address, "short one"), "password-too-short");
        assertReason(accounts.register(address, "ä".repeat(37)), "password-too-long");
        assertReason(accounts.register(address, "password123456"), "password-too-easy");
        assertReason(accounts.register(address, address), "password-is-personal");
        assertReason(accounts.register(address, "Ada  Example!"), "password-is-personal");
        assertReason(accounts.register("no address", PASSWORD), "not-an-address");
    }

    @Test
    void aBodyCannotContainMore() {
        for (var more : List.of("role", "roles", "emailVerified", "personId")) {
            var answer = accounts.post(
                    "register", "email", newAddress(), "password", PASSWORD, "name", "Eve", more, "ADMIN");
            assertThat(answer.status()).as(more).isBetween(400, 422);
        }
        var tokens = accounts.signedIn(accounts.customer(), PASSWORD);
        var profile = accounts.with(tokens).send("PUT", "/api/v1/auth/profile", json("name", "Eve", "role", "ADMIN"));
        assertThat(profile.status()).isBetween(400, 422);
    }

    @Test
    void aRefreshTokenWorksOnceAndItsReuseEndsTheSession() {
        var first = accounts.signedIn(accounts.customer(), PASSWORD);
        var second = accounts.refresh(first.string("refreshToken"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(accounts.with(second).get("/api/v1/auth/me").status()).isEqualTo(200);
        ENGINE.advance(Duration.ofSeconds(11));
        assertThat(accounts.refresh(first.string("refreshToken")).status()).isEqualTo(401);
        assertThat(accounts.refresh(second.string("refreshToken")).status())
                .as("the thief loses too")
                .isEqualTo(401);
        assertThat(accounts.with(second).get("/api/v1/auth/me").status())
                .as("at once")
                .isEqualTo(401);
    }

    @Test
    void ofConcurrentRefreshesOneSucceedsAndTheSessionStays() {
        var tokens = accounts.signedIn(accounts.customer(), PASSWORD);
        var answers = together(8, () -> accounts.refresh(tokens.string("refreshToken")));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        var winner = answers.stream().filter(answer -> answer.status() == 200).findFirst();
        assertThat(accounts.refresh(winner.orElseThrow().string("refreshToken")).status())
                .isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        var tokens = accounts.signedIn(accounts.customer(), PASSWORD);
        var client = accounts.with(tokens);
        assertThat(client.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        assertThat(client.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(accounts.refresh(tokens.string("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void fiveFailuresLockAnAddressInOneNetworkForAWhile() {
        var address = accounts.customer();
        var unknown = newAddress();
        for (var i = 0; i < 5; i++) {
            assertThat(accounts.login(address, WRONG).status()).isEqualTo(401);
            assertThat(accounts.login(unknown, WRONG).status()).isEqualTo(401);
        }
        var locked = accounts.login(address, PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 901);
        assertThat(same(accounts.login(unknown, WRONG))).isEqualTo(same(locked));
        assertThat(comparisons(() -> accounts.login(address, PASSWORD))).isZero();
        ENGINE.advance(Duration.ofMinutes(16));
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void concurrentGuessesDoNotExceedTheLimit() {
        var address = accounts.customer();
        var answers = together(12, () -> accounts.login(address, WRONG));
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aPasswordIsResetOnceAndAllSessionsEnd() {
        var address = accounts.customer();
        var before = accounts.signedIn(address, PASSWORD);
        assertThat(accounts.post("forgot-password", "email", address).status()).isEqualTo(202);
        var token = accounts.mails().token(address, "reset-password", 1);
        assertReason(accounts.post("reset-password", "token", token, "password", "short"), "password-too-short");
        assertThat(accounts.post("reset-password", "token", token, "password", WRONG)
                        .status())
                .isEqualTo(204);
        assertReason(accounts.post("reset-password", "token", token, "password", PASSWORD), "link-unusable");
        assertThat(accounts.with(before).get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(accounts.login(address, WRONG).status()).isEqualTo(200);
        accounts.mails().await(address, "password-changed", 1);

        accounts.post("forgot-password", "email", address);
        var late = accounts.mails().token(address, "reset-password", 2);
        ENGINE.advance(Duration.ofMinutes(61));
        assertReason(accounts.post("reset-password", "token", late, "password", PASSWORD), "link-unusable");
    }

    /// Who knew the old password may have made one; a change by the signed-in person leaves them.
    @Test
    void aResetRevokesTheApiKeysAndAChangeDoesNot() {
        var address = accounts.customer();
        var client = accounts.with(accounts.signedIn(address, PASSWORD));
        var key = client.post("/api/v1/api-keys", "{\"name\":\"Program\",\"scopes\":[\"orders:read\"]}");
        var program = ENGINE.with(key.string("secret"));
        var body = json("currentPassword", PASSWORD, "newPassword", WRONG);
        assertThat(client.post("/api/v1/auth/password", body).status()).isEqualTo(204);
        assertThat(program.get("/api/v1/orders?limit=1").status()).isEqualTo(200);
        accounts.post("forgot-password", "email", address);
        var reset = accounts.mails().token(address, "reset-password", 1);
        assertThat(accounts.post("reset-password", "token", reset, "password", PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/orders?limit=1").status()).isEqualTo(401);
        assertThat(accounts.mails().await(address, "password-changed", 2).values())
                .containsEntry("apiKeys", key.body().at("/key/prefix").asString());
    }

    /// Who knew the old password may have requested it.
    @Test
    void aResetEndsAPendingChangeOfTheAddress() {
        var address = accounts.customer();
        var stolen = accounts.with(accounts.signedIn(address, PASSWORD));
        var evil = newAddress();
        assertThat(stolen.post("/api/v1/auth/email", json("password", PASSWORD, "newEmail", evil))
                        .status())
                .isBetween(200, 299);
        var link = accounts.mails().token(evil, "change-email", 1);
        accounts.post("forgot-password", "email", address);
        var reset = accounts.mails().token(address, "reset-password", 1);
        assertThat(accounts.post("reset-password", "token", reset, "password", WRONG)
                        .status())
                .isEqualTo(204);
        assertReason(accounts.verify(link), "link-unusable");
        assertThat(accounts.login(address, WRONG).status()).isEqualTo(200);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        var address = accounts.customer();
        var here = accounts.with(accounts.signedIn(address, PASSWORD));
        var there = accounts.with(accounts.signedIn(address, PASSWORD));
        assertThat(here.get("/api/v1/auth/sessions").body().path("items")).hasSize(2);
        var body = json("currentPassword", WRONG, "newPassword", WRONG);
        assertThat(here.post("/api/v1/auth/password", body).status()).isEqualTo(401);
        body = json("currentPassword", PASSWORD, "newPassword", WRONG);
        assertThat(here.post("/api/v1/auth/password", body).status()).isEqualTo(204);
        assertThat(here.get("/api/v1/auth/me").status()).isEqualTo(200);
        assertThat(there.get("/api/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void anAddressChangesWhenTheNewOneIsRead() {
        var address = accounts.customer();
        var client = accounts.with(accounts.signedIn(address, PASSWORD));
        var other = newAddress();
        var asked = client.post("/api/v1/auth/email", json("password", PASSWORD, "newEmail", other));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        assertThat(client.get("/api/v1/auth/me").string("email")).isEqualTo(address);
        assertThat(accounts.verify(accounts.mails().token(other, "change-email", 1))
                        .status())
                .isEqualTo(204);
        assertThat(client.get("/api/v1/auth/me").string("email")).isEqualTo(other);
        accounts.mails().await(address, "email-changed", 1);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(accounts.login(other, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aChangedAddressLeavesNoTraceOfTheEarlierOne() {
        var address = accounts.customer();
        var client = accounts.with(accounts.signedIn(address, PASSWORD));
        accounts.login(address, WRONG);
        var other = newAddress();
        client.post("/api/v1/auth/email", json("password", PASSWORD, "newEmail", other));
        accounts.login(address, WRONG);
        assertThat(known(address)).isEqualTo(1);
        assertThat(accounts.verify(accounts.mails().token(other, "change-email", 1))
                        .status())
                .isEqualTo(204);
        assertThat(known(address)).isZero();
        assertThat(known(other)).isEqualTo(1);
        assertThat(count("identity.failed_attempt", address)).isZero();
    }

    @Test
    void anOwnerResetsThePasswordWhileAStrangerRequestsVerifications() {
        var address = accounts.customer();
        for (var i = 0; i < 5; i++) {
            assertThat(accounts.post("resend-verification", "email", address).status())
                    .isEqualTo(202);
        }
        assertThat(accounts.post("resend-verification", "email", address).status())
                .isEqualTo(429);
        assertThat(accounts.post("forgot-password", "email", address).status()).isEqualTo(202);
        accounts.mails().await(address, "reset-password", 1);
    }

    private static long known(String address) {
        return count("identity.known_network", address);
    }

    private static long count(String table, String address) {
        return ENGINE.bean(JdbcClient.class)
                .sql("select count(*) from %s where address_hash = ?".formatted(table))
                .param(ENGINE.bean(AddressHasher.class).hash(new EmailAddress(address)))
                .query(Long.class)
                .single();
    }

    @Test
    void anAdministratorMakesAccountsAndEndsThem() {
        var address = newAddress();
        var body = json("email", address, "name", "Vera Vendor", "role", "VENDOR");
        var created = admin.post("/api/v1/users", body);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(admin.post("/api/v1/users", body).string("reason")).isEqualTo("ADDRESS_TAKEN");
        assertThat(ENGINE.as(Role.SUPPORT).post("/api/v1/users", body).status()).isEqualTo(403);
        var token = accounts.mails().token(address, "account-created", 1);
        assertThat(accounts.post("reset-password", "token", token, "password", PASSWORD)
                        .status())
                .isEqualTo(204);
        var vendor = accounts.with(accounts.signedIn(address, PASSWORD));
        assertThat(vendor.get("/api/v1/auth/me").text()).contains("VENDOR", "products:write");
        var user = "/api/v1/users/" + created.string("id");
        assertThat(admin.post(user + "/deactivate", json("reason", "left")).status())
                .isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(vendor.get("/api/v1/auth/me").status()).isEqualTo(401));
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(401);
    }

    /// Of programs, too: a token has the scopes of the time when it was issued.
    @Test
    void whoLosesARoleIsSignedOut() {
        var address = accounts.customer();
        var tokens = accounts.signedIn(address, PASSWORD);
        var user =
                "/api/v1/users/" + accounts.with(tokens).get("/api/v1/auth/me").string("id");
        assertThat(admin.send("PUT", user + "/roles/LOGISTICS", "").status()).isEqualTo(200);
        var worker = accounts.with(accounts.refresh(tokens.string("refreshToken")));
        assertThat(worker.get("/api/v1/auth/me").text()).contains("inventory:write");
        assertThat(admin.send("DELETE", user + "/roles/LOGISTICS", "").status()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(worker.get("/api/v1/auth/me").status()).isEqualTo(401));
        var again = accounts.with(accounts.signedIn(address, PASSWORD));
        assertThat(again.get("/api/v1/auth/me").text()).doesNotContain("inventory:write");
    }

    @Test
    void whatIsDoneIsInTheLogWithoutSecrets() {
        var address = accounts.customer();
        accounts.login(address, WRONG);
        var tokens = accounts.signedIn(address, PASSWORD);
        var person = accounts.with(tokens).get("/api/v1/auth/me").string("id");
        var log = ENGINE.as(Role.AUDITOR).get("/api/v1/audit/authentication?person=" + person);
        assertThat(log.body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("type").asString()))
                .containsExactly("SIGNED_IN", "SIGN_IN_FAILED", "VERIFIED", "REGISTERED");
        assertThat(log.text()).contains("WRONG_PASSWORD", "127.0.0.1", "Java").doesNotContain(address, PASSWORD);
        assertThat(log.text()).doesNotContain(tokens.string("refreshToken"));
        assertThat(ENGINE.buyer(1).get("/api/v1/audit/authentication").status()).isEqualTo(403);
        var page = ENGINE.as(Role.AUDITOR).get("/api/v1/audit/authentication?limit=1");
        assertThat(page.string("next")).contains("cursor=");
    }

    @Test
    void theLogKeepsEntriesAndForgetsTheirNetworks() {
        var jdbc = ENGINE.bean(JdbcClient.class);
        var now = ENGINE.bean(Clock.class).instant();
        var person = RunningEngine.person(940).value();
        for (var days : List.of(200, 170, 20)) {
            jdbc.sql("""
                            insert into identity.authentication_log (at, type, person_id, network, agent)
                            values (?, 'SIGNED_IN', ?, '203.0.113.9', 'curl')""")
                    .params(now.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC), person)
                    .update();
        }
        ENGINE.bean(CredentialErasure.class).prune();
        assertThat(networks(person)).containsExactly("203.0.113.9", "203.0.113.9", "");
        jdbc.sql("select identity.forget_networks(?)")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        assertThat(networks(person)).as("30 days at least").containsExactly("203.0.113.9", "", "");
        jdbc.sql("select identity.forget_networks_of(?)")
                .param(person)
                .query(Long.class)
                .single();
        assertThat(networks(person)).as("not erased").containsExactly("203.0.113.9", "", "");
        for (var change : List.of(
                "update identity.authentication_log set network = null", "delete from identity.authentication_log")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasStackTraceContaining("permission denied");
        }
    }

    /// The newest first.
    private static List<String> networks(String person) {
        return ENGINE.as(Role.AUDITOR)
                .get("/api/v1/audit/authentication?person=" + person)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("network").asString(""))
                .toList();
    }

    @Test
    void tenSignInsAtOnceDoNotBlockOtherRequests() {
        var address = accounts.customer();
        var others = IntStream.range(0, 10)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> accounts.login(newAddress(), WRONG)))
                .toList();
        var read = CompletableFuture.supplyAsync(() -> ENGINE.anonymous().get("/api/v1/packs"));
        assertThat(read.join().status()).isEqualTo(200);
        assertThat(others.stream().map(CompletableFuture::join).map(Answer::status))
                .allMatch(status -> status == 401 || status == 503);
        assertThat(accounts.login(address, PASSWORD).status()).isEqualTo(200);
    }

    private static void assertReason(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/code").asString("")).isEqualTo(code);
    }

    /// What a stranger can compare.
    private static String same(Answer answer) {
        return answer.status()
                + " "
                + answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "").replaceAll("\\d+\\.\\d+", "");
    }

    private static long comparisons(Runnable work) {
        var timer = ENGINE.bean(MeterRegistry.class).get("packhouse.heavy.work").tag("kind", "password");
        var before = timer.timer().count();
        work.run();
        return timer.timer().count() - before;
    }

    private static List<Answer> together(int times, Supplier<Answer> request) {
        var sent = IntStream.range(0, times)
                .mapToObj(_ -> CompletableFuture.supplyAsync(request))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
