package io.packhouse.stories;

import static io.packhouse.testing.AccountClient.PASSWORD;
import static io.packhouse.testing.AccountClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The archive of a person has every event that names them, and every record about them outside of the log.
class PersonExportStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();

    final Client admin = ENGINE.as(Role.ADMIN, 930);
    final AccountClient accounts = new AccountClient(ENGINE);
    final Shop shop = new Shop(ENGINE);

    @Test
    void everyEventThatNamesThePersonIsInTheArchive() {
        var before = ENGINE.eventCount();
        var address = accounts.customer();
        var tokens = accounts.signedIn(address, PASSWORD);
        var own = accounts.with(tokens);
        var person = new PersonId(own.get("/api/v1/auth/me").string("id"));
        var order = own.post("/api/v1/orders", Shop.basket("FULL", 1, shop.pack(shop.stock(5))))
                .string("id");
        shop.event(order, "ordering.OrderAccepted");
        ok(admin.post("/api/v1/orders/" + order + "/cancel", json("note", "Ada called and was angry")));
        ok(admin.post(
                "/api/v1/loyalty/accounts/" + person + "/adjustments",
                "{\"points\":50,\"reason\":\"Ada complained\"}"));
        var worker = ENGINE.with(
                ENGINE.bean(JwtIssuer.class).mint(person, "Ada", List.of(Role.LOGISTICS), Duration.ofHours(1)));
        var sku = shop.stock(5);
        ok(worker.post(
                "/api/v1/inventory/items/inv_main_" + sku + "/receipts",
                "{\"quantity\":3,\"reason\":\"Ada counted\"}"));

        var named = naming(person, before);
        assertThat(named).anyMatch(event -> event.startsWith("inv_main_" + sku));
        await().untilAsserted(() -> assertThat(events(person)).containsAll(naming(person, before)));
        assertThat(archive(person)).contains("Ada called and was angry", "Ada complained", "Ada counted", address);
        assertThat(records(person, "event").all().stream()
                        .filter(event -> event.path("stream").asString().equals("inv_main_" + sku))
                        .map(event -> event.path("payload").toString()))
                .singleElement()
                .asString()
                .contains("Ada counted")
                .doesNotContain("quantity", sku);
        assertThat(records(RunningEngine.person(930), "event").all().stream()
                        .filter(event -> event.path("stream").asString().equals(order)))
                .as("what the administrator did for Ada")
                .isNotEmpty()
                .noneMatch(event -> event.has("payload"));
    }

    @Test
    void aPersonGetsTheArchiveOnceAnHourAndStaffAtAnyTime() {
        var own = accounts.with(accounts.signedIn(accounts.customer(), PASSWORD));
        var person = new PersonId(own.get("/api/v1/auth/me").string("id"));
        var path = "/api/v1/users/" + person + "/export";
        var kinds = "application/x-ndjson, application/problem+json";
        assertThat(own.get(path, "Accept", kinds).status()).isEqualTo(200);
        var second = own.get(path, "Accept", kinds);
        assertThat(second.status()).as(second.text()).isEqualTo(429);
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(3_000, 3_601);
        assertThat(archive(person)).contains("identity.AccountRegistered");
        assertThat(archive(person)).contains("identity.AccountRegistered");
    }

    @Test
    void everyRecordOutsideOfTheLogIsInTheArchive() {
        var address = accounts.customer();
        var ended = accounts.with(accounts.signedIn(address, PASSWORD));
        var person = new PersonId(ended.get("/api/v1/auth/me").string("id"));
        ok(ended.post("/api/v1/auth/logout", ""));
        accounts.login(address, "seven dry umbrellas wet");
        var own = accounts.with(accounts.signedIn(address, PASSWORD));
        ok(own.post("/api/v1/api-keys", "{\"name\":\"Program of Ada\",\"scopes\":[\"orders:read\"]}"));

        assertThat(records(person, "authentication")
                        .map(entry -> entry.path("type").asString()))
                .containsExactly("REGISTERED", "VERIFIED", "SIGNED_IN", "SIGNED_OUT", "SIGN_IN_FAILED", "SIGNED_IN");
        assertThat(records(person, "sessions")
                        .map(session -> session.path("endReason").asString("")))
                .containsExactly("SIGNED_OUT", "");
        assertThat(records(person, "knownNetwork")
                        .map(known -> known.path("network").asString()))
                .containsExactly("127.0.0.1");
        assertThat(records(person, "apiKey").map(key -> key.path("name").asString()))
                .containsExactly("Program of Ada");

        ok(admin.post("/api/v1/users/" + person + "/erase", ""));
        await().untilAsserted(() -> assertThat(records(person, "authentication")
                        .map(entry -> entry.path("type").asString()))
                .endsWith("SESSIONS_ENDED", "CREDENTIALS_ERASED"));
        assertThat(records(person, "authentication")
                        .map(entry -> entry.path("network").asString("")))
                .allMatch(network -> network.isEmpty() || network.equals("engine"));
        assertThat(archive(person)).doesNotContain("127.0.0.1", "Program of Ada", address);
    }

    @Test
    void anErasureIsCertifiedAndThePublishedKeyVerifiesTheCertificate() throws Exception {
        var address = accounts.customer();
        var own = accounts.with(accounts.signedIn(address, PASSWORD));
        var person = own.get("/api/v1/auth/me").string("id");
        ok(own.post("/api/v1/api-keys", "{\"name\":\"Program of Ada\",\"scopes\":[\"orders:read\"]}"));
        var path = "/api/v1/users/" + person + "/erasure-certificate";
        assertThat(admin.get(path).body().path("items")).isEmpty();
        var key = ENGINE.jdbc()
                .sql("select count(*) from keys.person_key where person_id = ? and wrapped is not null")
                .param(person)
                .query(Integer.class)
                .single();
        assertThat(key).isEqualTo(1);
        ok(admin.post("/api/v1/users/" + person + "/erase", ""));
        await().until(() -> admin.get(path).body().path("items").size() == 1);

        var signed = admin.get(path).body().at("/items/0");
        var certificate = signed.path("certificate");
        assertThat(certificate.path("requestedBy").asString())
                .isEqualTo(RunningEngine.person(930).value());
        assertThat(certificate.at("/keysDestroyed/0").asString()).matches("[0-9a-f]{64}");
        assertThat(certificate.at("/removed/apiKey").asInt()).isEqualTo(1);
        assertThat(certificate.at("/removed/sessions").asInt()).isEqualTo(1);
        assertThat(certificate.at("/removed/knownNetwork").asInt()).isEqualTo(1);
        assertThat(certificate.path("removed").has("authentication"))
                .as("entries of the log stay")
                .isFalse();
        var erased = ENGINE.log().stream(person).getLast();
        assertThat(certificate.path("position").asLong()).isEqualTo(erased.position());
        assertThat(erased.name()).isEqualTo("identity.PersonErased");

        var text = signed.path("jws").asString();
        var jws = JWSObject.parse(text);
        var published =
                JWKSet.parse(ENGINE.anonymous().get("/.well-known/jwks.json").text());
        assertThat(published.containsNonPublicKeys()).isFalse();
        var verifier = new ECDSAVerifier(
                published.getKeyByKeyId(jws.getHeader().getKeyID()).toECKey());
        assertThat(jws.verify(verifier)).isTrue();
        var claims = JsonMapper.shared().readTree(jws.getPayload().toString());
        certificate
                .properties()
                .forEach(one -> assertThat(claims.path(one.getKey())).isEqualTo(one.getValue()));
        assertThat(ENGINE.as(Role.SUPPORT).get(path).status()).isEqualTo(403);
    }

    @Test
    void anErasureThatWasInterruptedCertifiesWhatItFoundFirst() {
        var own = accounts.with(accounts.signedIn(accounts.customer(), PASSWORD));
        var person = own.get("/api/v1/auth/me").string("id");
        var path = "/api/v1/users/" + person + "/erasure-certificate";
        ENGINE.bean("credentialTransactions", TransactionOperations.class).executeWithoutResult(_ -> {
            var jdbc = ENGINE.bean(JdbcClient.class);
            jdbc.sql("select 1 from keys.person_key where person_id = ? for update")
                    .param(person)
                    .query(Integer.class)
                    .single();
            var pid = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
            ok(admin.post("/api/v1/users/" + person + "/erase", ""));
            var endsWhoWaits = """
                            select pg_terminate_backend(pid) from pg_locks
                            where not granted and :pid = any (pg_blocking_pids(pid))""";
            await().until(() -> jdbc.sql(endsWhoWaits)
                    .param("pid", pid)
                    .query(Boolean.class)
                    .list()
                    .contains(true));
            assertThat(admin.get(path).body().path("items")).isEmpty();
            jdbc.sql("delete from identity.sign_in_session where person_id = ?")
                    .param(person)
                    .update();
        });
        await().until(() -> admin.get(path).body().path("items").size() == 1);
        assertThat(admin.get(path)
                        .body()
                        .at("/items/0/certificate/removed/sessions")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aCertificateWithTheClaimsOfAnAccessTokenIsNone() {
        assertThat(ordersWith("JWT")).isEqualTo(200);
        assertThat(ordersWith("erasure-certificate+jwt")).isEqualTo(401);
    }

    private static int ordersWith(String type) {
        var now = ENGINE.bean(Clock.class).instant();
        Map<String, Object> claims = Map.of(
                "sub", RunningEngine.person(930).value(),
                "aud", List.of("packhouse"),
                "exp", now.plusSeconds(300),
                "roles", List.of("CUSTOMER"),
                "scope", "orders:read");
        var token = ENGINE.bean(JwtIssuer.class).sign(type, now, claims);
        return ENGINE.with(token).get("/api/v1/orders").status();
    }

    /// Stream and number of each event that contains the id, by the log as auditors read it.
    private static List<String> naming(PersonId person, long after) {
        var found = new ArrayList<String>();
        var auditor = ENGINE.as(Role.AUDITOR);
        var next = "/api/v1/audit/events?limit=1000&after=" + after;
        while (!next.isEmpty()) {
            var page = auditor.get(next).body();
            page.path("items")
                    .valueStream()
                    .filter(event -> event.path("payload").toString().contains(person.value())
                            || event.path("metadata").toString().contains(person.value()))
                    .map(PersonExportStoryTest::place)
                    .forEach(found::add);
            next = page.path("next").asString("");
        }
        return found;
    }

    private List<String> events(PersonId person) {
        return records(person, "event").map(PersonExportStoryTest::place);
    }

    private static String place(JsonNode event) {
        return event.path("stream").asString() + " " + event.path("sequence").asLong();
    }

    private Records records(PersonId person, String name) {
        return new Records(archive(person)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.has(name))
                .map(line -> line.path(name))
                .toList());
    }

    private String archive(PersonId person) {
        var token = ENGINE.token(Role.ADMIN, 930, Duration.ofMinutes(5));
        var file = admin.fetch("/api/v1/users/" + person + "/export", "Authorization", "Bearer " + token);
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    }

    private record Records(List<JsonNode> all) {

        List<String> map(Function<JsonNode, String> part) {
            return all.stream().map(part).toList();
        }
    }
}
