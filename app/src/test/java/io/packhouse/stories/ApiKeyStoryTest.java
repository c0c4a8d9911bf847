package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.apikey.ApiKeys;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A program works for a person with an API key: with some of the person's scopes, until the key expires, is rolled or
/// revoked.
class ApiKeyStoryTest {

    static final String KEYS = "/api/v1/api-keys";
    static final RunningEngine ENGINE = RunningEngine.shared();

    final Client worker = ENGINE.as(Role.LOGISTICS, 700);

    @Test
    void aProgramReceivesStockForItsOwnerAndTheLogNamesTheKey() {
        var created = create(worker, "Scanner at gate 3", "inventory:write");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var id = id(created);
        assertThat(created.header("Location")).isEqualTo(KEYS + "/" + id);
        var sku = "KEYED-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var before = ENGINE.eventCount();
        var received = receipt(program(created), sku, "1");
        assertThat(received.status()).as(received.text()).isEqualTo(200);
        var log = ENGINE.as(Role.AUDITOR)
                .get("/api/v1/audit/events?after=" + before)
                .text();
        assertThat(log)
                .contains("\"apiKey\":\"" + id + "\"", RunningEngine.person(700).value())
                .doesNotContain(secret(created));
        assertThat(worker.get(KEYS + "/" + id).string("lastUsedAt")).isNotEmpty();
    }

    @Test
    void aRepeatedRequestCreatesNoSecondKeyAndShowsNoSecret() {
        var body = "{\"name\":\"Twice\",\"scopes\":[\"inventory:read\"]}";
        var first = worker.post(KEYS, body, "Idempotency-Key", "one-key");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        var again = worker.post(KEYS, body, "Idempotency-Key", "one-key");
        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.string("reason")).isEqualTo("API_KEY_EXISTS");
        assertThat(program(first).get("/api/v1/inventory/movements?limit=1").status())
                .isEqualTo(200);
    }

    /// The program reads the key from the table while the revocation is not committed.
    @Test
    void aKeyThatWasReadWhileItsRevocationWasNotCommittedIsNotKept() {
        var another = ENGINE.as(Role.LOGISTICS, 711);
        var program = program(create(another, "Scanner", "inventory:read"));
        program.get("/api/v1/inventory/movements?limit=1"); // The time of its use is written, and not again.
        new TransactionTemplate(ENGINE.bean(PlatformTransactionManager.class)).executeWithoutResult(_ -> {
            ENGINE.bean(ApiKeys.class).revokeAll(RunningEngine.person(711), "test");
            assertThat(program.get("/api/v1/inventory/movements?limit=1").status())
                    .isEqualTo(200);
        });
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(401);
    }

    @Test
    void aKeyHasOnlyItsScopes() {
        var program = program(create(worker, "Reader", "inventory:read"));
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        var refused = receipt(program, "KEYED-0", "1");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.string("scope")).isEqualTo("inventory:write");
        assertThat(program.get(KEYS).status()).isEqualTo(403);
        assertThat(create(program, "Another", "inventory:read").status()).isEqualTo(403);
    }

    @Test
    void nothingIsGrantedThatItsCreatorLacks() {
        for (var scope : new String[] {"catalog:write", "account", "everything", ""}) {
            var answer = create(worker, "Too much", scope);
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        }
        assertThat(create(worker, "Too much", "catalog:write").string("reason")).isEqualTo("SCOPE_NOT_GRANTABLE");
        assertThat(worker.post(KEYS, "{\"name\":\"None\",\"scopes\":[]}").status())
                .isEqualTo(422);
        assertThat(worker.post(KEYS, "{\"name\":\"\",\"scopes\":[\"inventory:read\"]}")
                        .status())
                .isEqualTo(422);
        var late = "{\"name\":\"Late\",\"scopes\":[\"inventory:read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}";
        assertThat(worker.post(KEYS, late).string("reason")).isEqualTo("EXPIRY_OUT_OF_RANGE");
        assertThat(worker.post(KEYS, "{\"name\":\"Owner\",\"scopes\":[\"inventory:read\"],\"owner\":\"per_x\"}")
                        .status())
                .as("a body cannot name the owner")
                .isIn(400, 422);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        var created = create(worker, "Lost", "inventory:read");
        var program = program(created);
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        assertThat(worker.send("DELETE", KEYS + "/" + id(created), "").status()).isEqualTo(204);
        refuses(program);
        assertThat(worker.send("DELETE", KEYS + "/" + id(created), "").status()).isEqualTo(204);
        assertThat(worker.get(KEYS + "/" + id(created)).string("revokedAt")).isNotEmpty();
        assertThat(worker.post(KEYS + "/" + id(created) + "/roll", "{}").string("reason"))
                .isEqualTo("API_KEY_NOT_VALID");
    }

    @Test
    void anExpiredKeyIsRefused() {
        var engine = ENGINE;
        var end = engine.bean(Clock.class).instant().plusSeconds(60);
        var created = worker.post(
                KEYS, "{\"name\":\"Trial\",\"scopes\":[\"inventory:read\"],\"expiresAt\":\"%s\"}".formatted(end));
        var program = program(created);
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        engine.advance(Duration.ofSeconds(61));
        refuses(program);
    }

    @Test
    void bothSecretsOfARolledKeyAreValidForAWhile() {
        var created = create(worker, "Rolled", "inventory:read");
        var before = program(created);
        var rolled = worker.post(KEYS + "/" + id(created) + "/roll", "{\"graceMinutes\":5}");
        assertThat(rolled.status()).as(rolled.text()).isEqualTo(200);
        assertThat(id(rolled)).isEqualTo(id(created));
        assertThat(secret(rolled)).isNotEqualTo(secret(created));
        assertThat(before.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        assertThat(program(rolled).get("/api/v1/inventory/movements?limit=1").status())
                .isEqualTo(200);
        ENGINE.advance(Duration.ofMinutes(6));
        refuses(before);
        assertThat(program(rolled).get("/api/v1/inventory/movements?limit=1").status())
                .isEqualTo(200);
        var tooLong = worker.post(KEYS + "/" + id(created) + "/roll", "{\"graceMinutes\":1441}");
        assertThat(tooLong.status()).isEqualTo(422);
        var atOnce = worker.post(KEYS + "/" + id(created) + "/roll", "{\"graceMinutes\":0}");
        refuses(program(rolled));
        assertThat(program(atOnce).get("/api/v1/inventory/movements?limit=1").status())
                .isEqualTo(200);
    }

    @Test
    void theSecretIsShownOnceAndNotStored() {
        var created = create(worker, "Silent", "inventory:read");
        var secret = secret(created);
        assertThat(secret).startsWith(created.body().at("/key/prefix").asString() + "_");
        assertThat(worker.get(KEYS + "?limit=200").text()).contains(id(created)).doesNotContain(secret);
        var row = ENGINE.jdbc()
                .sql("select k::text from engine.api_key k where key_id = ?")
                .param(id(created))
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(secret, secret.substring(20), "Silent");
    }

    @Test
    void keysOfAnotherPersonAreInvisible() {
        var created = create(worker, "Mine", "inventory:read");
        var other = ENGINE.as(Role.LOGISTICS, 701);
        for (var answer : new Answer[] {
            other.get(KEYS + "/" + id(created)),
            other.send("DELETE", KEYS + "/" + id(created), ""),
            other.post(KEYS + "/" + id(created) + "/roll", "{}"),
            other.get(KEYS + "/key_01jd0000000000000000000001")
        }) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.string("reason")).isEqualTo("UNKNOWN_API_KEY");
        }
        assertThat(other.get(KEYS).text()).doesNotContain(id(created));
        assertThat(other.get(KEYS + "?everyone=true").status()).isEqualTo(403);
        assertThat(program(created).get("/api/v1/inventory/movements?limit=1").status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorSeesAndRevokesEveryKeyButGetsNone() {
        var created = create(worker, "Of the worker", "inventory:read");
        var admin = ENGINE.as(Role.ADMIN, 702);
        assertThat(admin.get(KEYS + "?everyone=true&limit=200").text()).contains(id(created));
        assertThat(admin.get(KEYS).text()).doesNotContain(id(created));
        assertThat(admin.post(KEYS + "/" + id(created) + "/roll", "{}").status())
                .isEqualTo(404);
        assertThat(admin.send("DELETE", KEYS + "/" + id(created), "").status()).isEqualTo(204);
        refuses(program(created));
    }

    @Test
    void aListHasPages() {
        var owner = ENGINE.as(Role.LOGISTICS, 703);
        for (var i = 0; i < 3; i++) {
            create(owner, "Key " + i, "inventory:read");
        }
        var first = owner.get(KEYS + "?limit=2");
        assertThat(first.body().path("items")).hasSize(2);
        assertThat(owner.get(first.string("next")).body().path("items")).hasSize(1);
    }

    /// Changed in the table, as by another node: until the result of the last check is ten seconds old, no query asks.
    @Test
    void aRevocationOfAnotherNodeTakesEffectWithinTenSeconds() {
        var created = create(worker, "On another node", "inventory:read");
        var program = program(created);
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        ENGINE.jdbc()
                .sql("update engine.api_key set revoked_at = now() where key_id = ?")
                .param(id(created))
                .update();
        assertThat(program.get("/api/v1/inventory/movements?limit=1").status()).isEqualTo(200);
        ENGINE.advance(Duration.ofSeconds(10));
        refuses(program);
    }

    @Test
    void aMistypedOrInventedKeyIsRefused() {
        var text = secret(create(worker, "Mistyped", "inventory:read"));
        refuses(ENGINE.with(text.substring(0, text.length() - 1) + (text.endsWith("a") ? "b" : "a")));
        refuses(ENGINE.with("phk_"));
        refuses(ENGINE.with("phk_abcdefgh_" + "x".repeat(49)));
    }

    @Test
    void twoProgramsOfOnePersonMayUseTheSameIdempotencyKey() {
        var first = program(create(worker, "First", "inventory:write"));
        var second = program(create(worker, "Second", "inventory:write"));
        var key = UUID.randomUUID().toString();
        var path = "/api/v1/inventory/items/inv_main_KEYED-2/receipts";
        assertThat(first.post(path, "{\"quantity\":1,\"reason\":\"one\"}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
        assertThat(second.post(path, "{\"quantity\":2,\"reason\":\"two\"}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
        assertThat(first.post(path, "{\"quantity\":1,\"reason\":\"one\"}", "Idempotency-Key", key)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void aKeySignsNoBrowserIn() {
        var created = create(worker, "For a browser", "inventory:read");
        var answer = ENGINE.anonymous().form("/session", "token=" + secret(created), "Sec-Fetch-Site", "same-origin");
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    }

    private static Answer create(Client owner, String name, String scope) {
        return owner.post(KEYS, "{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(name, scope));
    }

    private static Client program(Answer created) {
        return ENGINE.with(secret(created));
    }

    private static String secret(Answer created) {
        return created.string("secret");
    }

    private static String id(Answer created) {
        return created.body().at("/key/id").asString();
    }

    private static Answer receipt(Client client, String sku, String quantity) {
        return client.post(
                "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                "{\"quantity\":%s,\"reason\":\"delivery\"}".formatted(quantity));
    }

    private static void refuses(Client program) {
        var answer = program.get("/api/v1/inventory/movements?limit=1");
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.string("detail")).contains("API key");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
}
