package io.packhouse.stories;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static io.packhouse.testing.AccountClient.json;
import static io.packhouse.testing.AccountClient.newAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.CredentialErasure;
import io.packhouse.identity.credential.PasswordChange;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.shared.api.PersonId;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.AuthenticatorApp;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Requests that checked a password, or a session, while a change is in progress that ends it.
class CredentialRaceStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String OTHER = "nine dry lanterns glow";
    static final String FACTOR = "/api/v1/auth/second-factor";
    static final String PERSON = "select person_id from identity.credential where address_hash = ?";
    static final String THIEFS = "two green kettles sing";

    final AccountClient accounts = new AccountClient(ENGINE);
    final String address = accounts.customer();

    @AfterEach
    void forgetAttempts() {
        ENGINE.bean(JdbcClient.class).sql("delete from identity.failed_attempt").update();
    }

    @Test
    void aSignInWithThePasswordFromBeforeAResetGetsNoSession() {
        var answer = beforeReset(() -> accounts.login(address, PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.string("detail"))
                .isEqualTo(accounts.login(address, PASSWORD).string("detail"));
        assertThat(accounts.login(address, OTHER).status()).isEqualTo(200);
    }

    @Test
    void aRefreshDuringAResetGetsNoTokens() {
        var tokens = accounts.signedIn(address, PASSWORD);
        var link = resetLink();
        var answer = during(() -> reset(link), () -> accounts.refresh(tokens.string("refreshToken")), () -> {});
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    }

    @Test
    void aPasswordIsNotChangedWithTheOneFromBeforeAReset() {
        var stolen = accounts.with(accounts.signedIn(address, PASSWORD));
        var body = json("currentPassword", PASSWORD, "newPassword", THIEFS);
        assertThat(beforeReset(() -> stolen.post("/api/v1/auth/password", body)).status())
                .isEqualTo(401);
        assertThat(accounts.login(address, THIEFS).status()).isEqualTo(401);
        assertThat(accounts.login(address, OTHER).status()).isEqualTo(200);
    }

    @Test
    void anAddressIsNotChangedWithThePasswordFromBeforeAReset() {
        var stolen = accounts.with(accounts.signedIn(address, PASSWORD));
        var evil = newAddress();
        var body = json("password", PASSWORD, "newEmail", evil);
        assertThat(beforeReset(() -> stolen.post("/api/v1/auth/email", body)).status())
                .isEqualTo(401);
        assertThat(accounts.mails().to(evil)).isEmpty();
    }

    @Test
    void aSecondFactorIsNotBegunWithThePasswordFromBeforeAReset() {
        var stolen = accounts.with(accounts.signedIn(address, PASSWORD));
        var answer = beforeReset(() -> stolen.post(FACTOR, json("password", PASSWORD)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(factors("confirmed_at is null")).isZero();
    }

    @Test
    void aSecondFactorIsNotConfirmedByASessionFromBeforeAReset() {
        var stolen = accounts.with(accounts.signedIn(address, PASSWORD));
        var app = begin(stolen);
        var answer = beforeReset(() -> stolen.post(FACTOR + "/confirm", json("code", app.code())));
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(factors("confirmed_at is not null")).isZero();
    }

    @Test
    void aSignInDuringTheConfirmationOfASecondFactorNeedsACode() {
        begin(accounts.with(accounts.signedIn(address, PASSWORD)));
        var login = during(
                this::lock,
                () -> accounts.login(address, PASSWORD),
                () -> ENGINE.bean(JdbcClient.class)
                        .sql("update identity.second_factor set confirmed_at = now() where person_id in (" + PERSON
                                + ")")
                        .param(addressHash())
                        .update());
        assertThat(login.string("code")).as(login.text()).isEqualTo("second-factor-required");
    }

    @Test
    void aSecondFactorThatIsConfirmedDuringAnErasureIsNotKept() {
        var client = accounts.with(accounts.signedIn(address, PASSWORD));
        var app = begin(client);
        var person = new PersonId(client.get("/api/v1/auth/me").string("id"));
        var answer = during(
                this::lock,
                () -> client.post(FACTOR + "/confirm", json("code", app.code())),
                () -> ENGINE.bean(CredentialErasure.class).erase(person));
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(ENGINE.bean(SecondFactors.class).about(person).toString()).doesNotContain("TOTP");
    }

    @Test
    void aSignInDuringADeactivationGetsNoSession() {
        var other = accounts.with(accounts.signedIn(address, PASSWORD));
        var person = other.get("/api/v1/auth/me").string("id");
        var login = during(this::lock, () -> accounts.login(address, PASSWORD), () -> {
            var path = "/api/v1/users/" + person + "/deactivate";
            assertThat(ENGINE.as(Role.ADMIN).post(path, json("reason", "left")).status())
                    .isEqualTo(200);
            await().until(() -> other.get("/api/v1/auth/me").status() == 401);
        });
        assertThat(login.status()).as(login.text()).isEqualTo(401);
    }

    /// The answer to a request that checked the password before the reset and continues after it.
    private Answer beforeReset(Supplier<Answer> request) {
        var link = resetLink();
        return during(this::lock, request, () -> reset(link));
    }

    private String resetLink() {
        accounts.post("forgot-password", "email", address);
        return accounts.mails().token(address, "reset-password", 1);
    }

    private static void reset(String link) {
        ENGINE.bean(PasswordChange.class).reset(link, OTHER, ClientOrigin.ENGINE);
    }

    private void lock() {
        ENGINE.bean(JdbcClient.class)
                .sql(PERSON + " for update")
                .param(addressHash())
                .query(String.class)
                .single();
    }

    private String addressHash() {
        return ENGINE.bean(AddressHasher.class).hash(new EmailAddress(address));
    }

    private static AuthenticatorApp begin(Client client) {
        var begun = client.post(FACTOR, json("password", PASSWORD));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return new AuthenticatorApp(begun.string("secret"), ENGINE);
    }

    private int factors(String which) {
        return ENGINE.bean(JdbcClient.class)
                .sql("select count(*) from identity.second_factor where person_id in (" + PERSON + ") and " + which)
                .param(addressHash())
                .query(Integer.class)
                .single();
    }

    /// The change begins, the request arrives and waits for it or is answered, and the change is completed.
    private static Answer during(Runnable change, Supplier<Answer> request, Runnable completion) {
        var answer = new AtomicReference<CompletableFuture<Answer>>();
        ENGINE.bean("credentialTransactions", TransactionOperations.class).executeWithoutResult(_ -> {
            change.run();
            answer.set(CompletableFuture.supplyAsync(request));
            var own = ENGINE.bean(JdbcClient.class)
                    .sql("select pg_backend_pid()")
                    .query(Integer.class)
                    .single();
            await().until(() -> answer.get().isDone() || isWaitedFor(own));
            completion.run();
        });
        return answer.get().join();
    }

    /// Whether another connection waits for a lock of that one.
    private static boolean isWaitedFor(int own) {
        return ENGINE.bean(JdbcClient.class)
                .sql("""
                        select exists (select from pg_locks
                            where not granted and :own = any (pg_blocking_pids(pid)))""")
                .param("own", own)
                .query(Boolean.class)
                .single();
    }
}
