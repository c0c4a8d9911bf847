package io.packhouse.stories;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static io.packhouse.testing.AccountClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.passkey.PasskeyChange;
import io.packhouse.identity.credential.secondfactor.AcceptedCode;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.AuthenticatorApp;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.transaction.support.TransactionOperations;

/// A person adds a second factor, signs in with its codes, loses it and removes it. Who knows the password alone gets
/// no
/// session and guesses little.
class SecondFactorStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String FACTOR = "/api/v1/auth/second-factor";
    static final String OTHER_PASSWORD = "seven dry umbrellas wet";

    final AccountClient accounts = new AccountClient(ENGINE);
    final Client admin = ENGINE.as(Role.ADMIN, 910);

    /// A customer who has a second factor, signed in with `client`.
    record Customer(String address, Client client, String person, AuthenticatorApp app, List<String> recoveryCodes) {

        String user() {
            return "/api/v1/users/" + person;
        }
    }

    /// All tests come from one address, which is limited too.
    @AfterEach
    void forgetAttempts() {
        ENGINE.bean(JdbcClient.class).sql("delete from identity.failed_attempt").update();
    }

    @Test
    void aSecondFactorIsAddedByACodeAndThenRequiredAtEverySignIn() {
        var address = accounts.customer();
        var here = accounts.with(accounts.signedIn(address, PASSWORD));
        var there = accounts.with(accounts.signedIn(address, PASSWORD));
        assertThat(here.get("/api/v1/auth/me").body().has("secondFactor")).isFalse();
        assertThat(here.post(FACTOR, json("password", OTHER_PASSWORD)).status()).isEqualTo(401);
        assertThat(here.post(FACTOR + "/confirm", json("code", "123456")).string("reason"))
                .isEqualTo("NO_ENROLMENT");
        var begun = here.post(FACTOR, json("password", PASSWORD));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        assertThat(begun.header("Cache-Control")).contains("no-store");
        assertThat(begun.string("uri"))
                .startsWith("otpauth://totp/Packhouse:ada-")
                .contains("secret=" + begun.string("secret") + "&issuer=Packhouse");
        var app = new AuthenticatorApp(begun.string("secret"), ENGINE);
        assertThat(accounts.login(address, PASSWORD).status())
                .as("not confirmed yet")
                .isEqualTo(200);
        assertReason(here.post(FACTOR + "/confirm", json("code", app.wrongCode())), "code-wrong");

        var first = app.code();
        var confirmed = here.post(FACTOR + "/confirm", json("code", first));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        assertThat(confirmed.header("Cache-Control")).contains("no-store");
        assertThat(codes(confirmed))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}"));
        assertThat(there.get("/api/v1/auth/me").status())
                .as("other sessions end")
                .isEqualTo(401);
        var me = here.get("/api/v1/auth/me").body().path("secondFactor");
        assertThat(me.path("kind").asString()).isEqualTo("TOTP");
        assertThat(me.path("recoveryCodesLeft").asInt()).isEqualTo(10);
        accounts.mails().await(address, "second-factor-added", 1);
        assertThat(here.post(FACTOR, json("password", PASSWORD)).string("reason"))
                .isEqualTo("SECOND_FACTOR_EXISTS");

        var asked = accounts.login(address, PASSWORD);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.string("code")).isEqualTo("second-factor-required");
        assertThat(asked.string("expiresAt")).isNotEmpty();
        assertThat(asked.text()).doesNotContain("accessToken", "refreshToken");
        assertThat(complete(asked, first).status())
                .as("the code that confirmed it was used")
                .isEqualTo(401);
        ENGINE.advance(Duration.ofSeconds(30));
        var next = app.code();
        var tokens = complete(asked, next);
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        assertThat(accounts.with(tokens).get("/api/v1/auth/me").string("email")).isEqualTo(address);
        assertThat(accounts.refresh(tokens.string("refreshToken")).status()).isEqualTo(200);
        assertReason(complete(asked, next), "challenge-unusable");
        assertThat(complete(accounts.login(address, PASSWORD), next).status())
                .as("a code counts once")
                .isEqualTo(401);
        assertThat(accounts.login(address, OTHER_PASSWORD).string("code"))
                .as("a wrong password asks for no code")
                .isEqualTo("sign-in-rejected");
    }

    @Test
    void ofConcurrentSignInsWithOneCodeOneSucceeds() {
        var customer = customer();
        ENGINE.advance(Duration.ofMinutes(1));
        var asked = List.of(ask(customer), ask(customer), ask(customer), ask(customer));
        var code = customer.app().code();
        assertThat(together(asked, one -> complete(one, code)).stream()
                        .map(Answer::status)
                        .sorted())
                .containsExactly(200, 401, 401, 401);
    }

    @Test
    void aChallengeBeginsOneSession() {
        var customer = customer();
        var asked = ask(customer);
        var answers = together(customer.recoveryCodes().subList(0, 4), code -> complete(asked, code));
        assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(200, 422, 422, 422);
        assertThat(left(customer)).as("codes that began no session stay").isEqualTo(9);
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        var customer = customer();
        var code = customer.recoveryCodes().getFirst();
        var typed = " " + code.toUpperCase(Locale.ROOT).replace('-', ' ');
        var tokens = complete(ask(customer), typed);
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        assertThat(left(customer)).isEqualTo(9);
        assertThat(complete(ask(customer), code).status()).isEqualTo(401);

        var body = json("password", PASSWORD, "code", customer.recoveryCodes().get(1));
        var replaced = accounts.with(tokens).post(FACTOR + "/recovery-codes", body);
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(codes(replaced)).hasSize(10).doesNotContainAnyElementsOf(customer.recoveryCodes());
        assertThat(customer.client().get("/api/v1/auth/me").status())
                .as("other sessions end")
                .isEqualTo(401);
        assertThat(complete(ask(customer), customer.recoveryCodes().get(2)).status())
                .isEqualTo(401);
        assertThat(complete(ask(customer), codes(replaced).getFirst()).status()).isEqualTo(200);
        accounts.mails().await(customer.address(), "recovery-codes-replaced", 1);
    }

    @Test
    void aChallengeEndsAfterFiveMinutesAndWithANewPassword() {
        var customer = customer();
        var late = ask(customer);
        ENGINE.advance(Duration.ofSeconds(301));
        assertReason(complete(late, customer.app().code()), "challenge-unusable");
        var before = ask(customer);
        var body = json("currentPassword", PASSWORD, "newPassword", OTHER_PASSWORD);
        assertThat(customer.client().post("/api/v1/auth/password", body).status())
                .isEqualTo(204);
        assertReason(complete(before, customer.app().code()), "challenge-unusable");
        assertReason(accounts.post("login/second-factor", "challenge", "", "code", "1"), "challenge-unusable");
        assertThat(complete(
                                accounts.login(customer.address(), OTHER_PASSWORD),
                                customer.app().code())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fiveWrongCodesEndAChallengeAndLockItsNetworkForAWhile() {
        var customer = customer();
        var asked = ask(customer);
        for (var i = 0; i < 5; i++) {
            assertThat(complete(asked, customer.app().wrongCode()).status()).isEqualTo(401);
        }
        assertReason(complete(asked, customer.app().code()), "challenge-unusable");
        var locked = complete(ask(customer), customer.app().code());
        assertThat(locked.status()).as("also with another challenge").isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 901);
        var body = json("password", PASSWORD, "code", customer.app().code());
        assertThat(customer.client().post(FACTOR + "/remove", body).status())
                .as("also with a session")
                .isEqualTo(429);
        var other = ask(customer);
        assertThat(complete(other, "aaaa-bbbb-cccc-dddd").status())
                .as("no recovery code of the person")
                .isEqualTo(401);
        assertThat(complete(other, customer.recoveryCodes().getFirst()).status())
                .as("a thief of the password does not lock the owner out of these")
                .isEqualTo(200);
        ENGINE.advance(Duration.ofMinutes(16));
        assertThat(complete(ask(customer), customer.app().code()).status()).isEqualTo(200);
    }

    @Test
    void concurrentGuessesDoNotExceedTheLimits() {
        var customer = customer();
        var asked = Stream.generate(() -> ask(customer)).limit(12).toList();
        var wrong = customer.app().wrongCode();
        var answers = together(asked, one -> complete(one, wrong));
        assertThat(answers.stream().map(Answer::status)).containsOnly(401, 429);
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSizeBetween(1, 5);
    }

    @Test
    void guessesFromManyNetworksAreLimitedAndDoNotLockTheNetworkOfTheOwner() {
        var customer = customer();
        assertThat(complete(ask(customer), customer.recoveryCodes().getFirst()).status())
                .isEqualTo(200);
        for (var hour = 1; hour <= 3; hour++) {
            for (var guess = 1; guess <= 10; guess++) {
                guess(customer, "192.0.2." + hour * 10 + guess);
            }
            var more = "198.51.100." + hour;
            assertThatThrownBy(() -> guess(customer, more)).isInstanceOf(TooManyRequestsException.class);
            ENGINE.advance(Duration.ofMinutes(61));
        }
        assertThatThrownBy(() -> guess(customer, "203.0.113.1"))
                .as("thirty in a day")
                .isInstanceOf(TooManyRequestsException.class);
        assertThat(complete(ask(customer), customer.app().code()).status()).isEqualTo(200);
        ENGINE.advance(Duration.ofHours(24));
        assertThatCode(() -> guess(customer, "203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    void removingItNeedsThePasswordAndACode() {
        var customer = customer();
        var there =
                accounts.with(complete(ask(customer), customer.recoveryCodes().get(0)));
        ENGINE.advance(Duration.ofMinutes(1));
        var client = customer.client();
        var code = customer.app().code();
        assertThat(client.post(FACTOR + "/remove", json("password", OTHER_PASSWORD, "code", code))
                        .status())
                .isEqualTo(401);
        var wrong = json("password", PASSWORD, "code", customer.app().wrongCode());
        assertThat(client.post(FACTOR + "/remove", wrong).status()).isEqualTo(401);
        assertThat(client.post(FACTOR + "/remove", json("password", PASSWORD, "code", code))
                        .status())
                .isEqualTo(204);
        assertThat(there.get("/api/v1/auth/me").status())
                .as("other sessions end")
                .isEqualTo(401);
        assertThat(client.get("/api/v1/auth/me").body().has("secondFactor")).isFalse();
        assertThat(accounts.login(customer.address(), PASSWORD).status()).isEqualTo(200);
        assertThat(client.post(FACTOR + "/remove", json("password", PASSWORD, "code", code))
                        .string("reason"))
                .isEqualTo("NO_SECOND_FACTOR");
        accounts.mails().await(customer.address(), "second-factor-removed", 1);
    }

    @Test
    void anAdministratorRemovesTheSecondFactorOfAnotherPerson() {
        var customer = customer();
        var waiting = ask(customer);
        addPasskey(customer);
        var path = customer.user() + "/second-factor";
        assertThat(ENGINE.as(Role.SUPPORT).send("DELETE", path, "").status()).isEqualTo(403);
        assertThat(customer.client().send("DELETE", path, "").status()).isEqualTo(403);
        var own = "/api/v1/users/" + RunningEngine.person(910) + "/second-factor";
        assertThat(admin.send("DELETE", own, "").string("reason")).isEqualTo("OWN_ACCOUNT");
        var unknown = "/api/v1/users/" + RunningEngine.person(911) + "/second-factor";
        assertThat(admin.send("DELETE", unknown, "").string("reason")).isEqualTo("UNKNOWN_ACCOUNT");

        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(admin.send("DELETE", path, "").status()).as("repeated").isEqualTo(204);
        assertThat(rows(customer)).as("passkeys, too").startsWith(0, 0, 0).endsWith(0);
        assertThat(customer.client().get("/api/v1/auth/me").status()).isEqualTo(401);
        assertReason(complete(waiting, customer.app().code()), "challenge-unusable");
        assertThat(accounts.login(customer.address(), PASSWORD).status()).isEqualTo(200);
        accounts.mails().await(customer.address(), "second-factor-removed", 1);
        var log = log(customer, "&type=SECOND_FACTOR_REMOVED").body().path("items");
        assertThat(log).hasSize(1);
        assertThat(log.path(0).path("detail").asString()).isEqualTo("BY " + RunningEngine.person(910));
    }

    @Test
    void anAdministratorEndsTheSessionsAlsoOfAPersonWithoutSecondFactor() {
        var client = accounts.with(accounts.signedIn(accounts.customer(), PASSWORD));
        var path = "/api/v1/users/" + client.get("/api/v1/auth/me").string("id") + "/second-factor";
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(client.get("/api/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void aResetPasswordDoesNotRemoveIt() {
        var customer = customer();
        accounts.post("forgot-password", "email", customer.address());
        var link = accounts.mails().token(customer.address(), "reset-password", 1);
        assertThat(accounts.post("reset-password", "token", link, "password", OTHER_PASSWORD)
                        .status())
                .isEqualTo(204);
        var asked = accounts.login(customer.address(), OTHER_PASSWORD);
        assertThat(asked.string("code")).isEqualTo("second-factor-required");
        ENGINE.advance(Duration.ofMinutes(1));
        assertThat(complete(asked, customer.app().code()).status()).isEqualTo(200);
    }

    /// Who knew the old password may have added one.
    @Test
    void aResetPasswordRemovesPasskeysAndNamesThatInTheMail() {
        var customer = customer();
        ENGINE.bean(JdbcClient.class)
                .sql("""
                        insert into identity.passkey (credential_id, person_id, label, public_key, attestation,
                            signature_count, backup_eligible, backed_up, transports, created_at)
                        values (:id, :person, 'sealed', '\\x00', '\\x00', 0, false, false, '', now())""")
                .param("id", "passkey-of-" + customer.person())
                .param("person", customer.person())
                .update();
        accounts.post("forgot-password", "email", customer.address());
        var link = accounts.mails().token(customer.address(), "reset-password", 1);
        accounts.post("reset-password", "token", link, "password", OTHER_PASSWORD);
        assertThat(ENGINE.bean(JdbcClient.class)
                        .sql("select count(*) from identity.passkey where person_id = ?")
                        .param(customer.person())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(accounts.mails()
                        .await(customer.address(), "password-changed", 1)
                        .values())
                .containsEntry("passkeys", "true");
        var log = log(customer, "&type=PASSKEY_REMOVED").body().path("items");
        assertThat(log.path(0).path("detail").asString()).isEqualTo("PASSWORD_RESET");
    }

    @Test
    void aPasskeyIsUsedOnlyWhenItsCounterGrewOrItHasNone() {
        var id = Bytes.random();
        addPasskey(customer(), id.toBase64UrlString());
        assertThatCode(() -> usePasskey(id, 0)).doesNotThrowAnyException();
        assertThatCode(() -> usePasskey(id, 0)).as("without a counter").doesNotThrowAnyException();
        assertThatCode(() -> usePasskey(id, 5)).doesNotThrowAnyException();
        assertThatThrownBy(() -> usePasskey(id, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> usePasskey(id, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> usePasskey(id, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> usePasskey(id, 6)).doesNotThrowAnyException();
    }

    /// What is no answer of a device is refused after the session was checked.
    @Test
    void aPasskeyIsAddedWithAnActiveSessionOnly() {
        var customer = customer();
        var sessions = ENGINE.bean(Sessions.class);
        var person = new PersonId(customer.person());
        var session = sessions.list(person, null).getFirst().id();
        assertThatThrownBy(() -> addPasskey(person, session)).isInstanceOf(InvalidFieldException.class);
        sessions.endAll(person, null, "SIGNED_OUT", ClientOrigin.ENGINE);
        assertThatThrownBy(() -> addPasskey(person, session)).isInstanceOf(SignInRejectedException.class);
    }

    @Test
    void aPersonHasAtMostTwentyPasskeys() {
        var customer = customer();
        IntStream.range(0, 20).forEach(i -> addPasskey(customer, customer.person() + i));
        assertThatThrownBy(() -> addPasskey(new PersonId(customer.person()), null))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        e -> assertThat(e.answer().code()).isEqualTo("TOO_MANY_PASSKEYS"));
    }

    @Test
    void aDeactivatedPersonDoesNotCompleteASignIn() {
        var customer = customer();
        var asked = ask(customer);
        assertThat(admin.post(customer.user() + "/deactivate", json("reason", "left"))
                        .status())
                .isEqualTo(200);
        assertThat(complete(asked, customer.recoveryCodes().getFirst()).status())
                .isEqualTo(401);
    }

    @Test
    void anErasedPersonLeavesNoSecretAndNoCode() {
        var customer = customer();
        ask(customer);
        guess(customer, "192.0.2.1");
        addPasskey(customer);
        var token = ENGINE.token(Role.ADMIN, 910, Duration.ofMinutes(5));
        var export = admin.fetch(customer.user() + "/export", "Authorization", "Bearer " + token);
        assertThat(new String(export.bytes(), StandardCharsets.UTF_8))
                .contains("\"secondFactor\":{", "\"TOTP\"", "\"passkey\":{", "Ada's laptop")
                .contains("\"network\":\"192.0.2.1\"", "\"succeeded\":false");
        assertThat(rows(customer)).containsExactly(1, 10, 1, 2, 1);
        assertThat(admin.post(customer.user() + "/erase", "").status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(rows(customer)).containsExactly(0, 0, 0, 0, 0));
    }

    @Test
    void whatIsDoneIsInTheLogAndNoSecretIsInALogOrInClearInATable() {
        var customer = customer();
        complete(ask(customer), customer.app().wrongCode());
        complete(ask(customer), customer.recoveryCodes().getFirst());
        var log = log(customer, "");
        assertThat(log.body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("type").asString()))
                .containsExactly(
                        "SIGNED_IN",
                        "RECOVERY_CODE_USED",
                        "SECOND_FACTOR_REQUIRED",
                        "SIGN_IN_FAILED",
                        "SECOND_FACTOR_REQUIRED",
                        "SECOND_FACTOR_ADDED",
                        "SIGNED_IN",
                        "VERIFIED",
                        "REGISTERED");
        assertThat(log.text()).contains("WRONG_CODE");
        var stored = ENGINE.bean(JdbcClient.class)
                .sql("""
                        select string_agg(row, ' ') from (
                        select to_json(f)::text as row from identity.second_factor f where person_id = :person
                        union all select to_json(c)::text from identity.recovery_code c where person_id = :person)""")
                .param("person", customer.person())
                .query(String.class)
                .single();
        assertThat(stored).contains(customer.person()).doesNotContain(customer.recoveryCodes());
        assertThat(log.text()).doesNotContain(customer.recoveryCodes());
    }

    private Customer customer() {
        var address = accounts.customer();
        var client = accounts.with(accounts.signedIn(address, PASSWORD));
        var begun = client.post(FACTOR, json("password", PASSWORD));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        var app = new AuthenticatorApp(begun.string("secret"), ENGINE);
        var confirmed = client.post(FACTOR + "/confirm", json("code", app.code()));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        var person = client.get("/api/v1/auth/me").string("id");
        return new Customer(address, client, person, app, codes(confirmed));
    }

    /// The answer to the right password.
    private Answer ask(Customer customer) {
        var asked = accounts.login(customer.address(), PASSWORD);
        assertThat(asked.string("code")).as(asked.text()).isEqualTo("second-factor-required");
        return asked;
    }

    private Answer complete(Answer asked, String code) {
        return accounts.post("login/second-factor", "challenge", asked.string("challenge"), "code", code);
    }

    private int left(Customer customer) {
        return ENGINE.bean(JdbcClient.class)
                .sql("select count(*) from identity.recovery_code where person_id = ? and used_at is null")
                .param(customer.person())
                .query(Integer.class)
                .single();
    }

    private List<Integer> rows(Customer customer) {
        return Stream.of("second_factor", "recovery_code", "sign_in_challenge", "second_factor_attempt", "passkey")
                .map(table -> ENGINE.bean(JdbcClient.class)
                        .sql("select count(*) from identity." + table + " where person_id = ?")
                        .param(customer.person())
                        .query(Integer.class)
                        .single())
                .toList();
    }

    /// As a device would; PasskeysInBrowserTest has one.
    private static void addPasskey(Customer customer) {
        addPasskey(customer, customer.person());
    }

    private static void addPasskey(PersonId person, @Nullable String session) {
        ENGINE.bean(PasskeyChange.class).add(person, session, "Ada's laptop", "{}", ClientOrigin.ENGINE);
    }

    private static void usePasskey(Bytes id, long counter) {
        ENGINE.bean("credentialTransactions", TransactionOperations.class).executeWithoutResult(_ -> {
            var passkeys = ENGINE.bean(UserCredentialRepository.class);
            passkeys.save(ImmutableCredentialRecord.fromCredentialRecord(passkeys.findByCredentialId(id))
                    .signatureCount(counter)
                    .build());
        });
    }

    private static void addPasskey(Customer customer, String id) {
        var person = new PersonId(customer.person());
        var label = ENGINE.bean(PersonalDataCipher.class).seal(person, "Ada's laptop");
        ENGINE.bean(JdbcClient.class)
                .sql("""
                        insert into identity.passkey (credential_id, person_id, label, public_key, attestation,
                            signature_count, backup_eligible, backed_up, transports, created_at)
                        values (:id, :person, :label, '', '', 0, false, false, '', now())""")
                .param("id", id)
                .param("person", customer.person())
                .param("label", label.toString())
                .update();
    }

    private static void guess(Customer customer, String network) {
        assertThat(check(customer, "wrong", network)).isEmpty();
    }

    private static Optional<AcceptedCode> check(Customer customer, String code, String network) {
        var origin = new ClientOrigin(network, "curl");
        return ENGINE.bean(SecondFactors.class).check(new PersonId(customer.person()), code, origin);
    }

    private static Answer log(Customer customer, String filter) {
        return ENGINE.as(Role.AUDITOR).get("/api/v1/audit/authentication?person=" + customer.person() + filter);
    }

    private static List<String> codes(Answer answer) {
        return answer.body()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    private static void assertReason(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/code").asString("")).isEqualTo(code);
    }

    private static <T> List<Answer> together(List<T> each, Function<T, Answer> request) {
        var sent = each.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> request.apply(one)))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
