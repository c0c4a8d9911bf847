package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.problem.Problem;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Answer;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every problem type is provoked over HTTP, or listed with the reason why it cannot be; each has a
/// page at the address of its type.
class ProblemsTest {

    static final SharedEngine ENGINE = SharedEngine.shared();

    static final EngineHttpClient WAREHOUSE = ENGINE.as(Role.LOGISTICS);
    static final EngineHttpClient ANONYMOUS = ENGINE.asAnonymous();
    static final String ITEM = "/api/v1/inventory/items/inv_main_PROBLEM-1";
    static final String ONE = "{\"quantity\":1,\"reason\":\"delivery\"}";

    /// Each becomes an example in the documentation of the problems.
    static final Set<Problem> RECORDING =
            EnumSet.of(Problem.STATE_CONFLICT, Problem.INSUFFICIENT_STOCK, Problem.IDEMPOTENCY_KEY_REUSED);

    static Stream<Map.Entry<Problem, Supplier<Answer>>> provoked() {
        var all = new EnumMap<Problem, Supplier<Answer>>(Problem.class);
        all.put(Problem.MALFORMED_REQUEST, () -> WAREHOUSE.command(ITEM + "/receipts", "{\"quantity\":"));
        all.put(Problem.BAD_HEADER, () -> WAREHOUSE.get("/api/v1/packs", "Range", "bytes=0-", "Range", "bytes=1-"));
        all.put(Problem.TOO_SLOW, () -> ANONYMOUS.get("/provoked/slowly"));
        all.put(Problem.IDEMPOTENCY_KEY_MISSING, () -> WAREHOUSE.post(ITEM + "/receipts", ONE));
        all.put(Problem.WRONG_SIGNATURE, () -> ANONYMOUS.get("/provoked/wrong-signature"));
        all.put(Problem.SIGN_IN_REJECTED, () -> signIn("nobody@example.com"));
        all.put(Problem.SECOND_FACTOR_REQUIRED, () -> ANONYMOUS.get("/provoked/second-factor-required"));
        all.put(Problem.TOO_MANY_ATTEMPTS, ProblemsTest::tooManyAttempts);
        all.put(Problem.ISSUER_UNAVAILABLE, () -> ANONYMOUS.get("/provoked/issuer-unavailable"));
        all.put(Problem.NOT_SET_UP, () -> ANONYMOUS.send("POST", "/api/v1/payments/webhooks/stripe", "{}"));
        all.put(Problem.UNAUTHENTICATED, () -> ANONYMOUS.command(ITEM + "/receipts", ONE));
        all.put(Problem.FORBIDDEN, () -> ENGINE.as(Role.CUSTOMER).command(ITEM + "/receipts", ONE));
        all.put(Problem.NOT_FOUND, () -> ANONYMOUS.get("/api/v1/nothing-here"));
        all.put(Problem.METHOD_NOT_ALLOWED, () -> WAREHOUSE.send("DELETE", ITEM + "/receipts", null));
        all.put(Problem.NOT_ACCEPTABLE, () -> ANONYMOUS.get("/problems", "Accept", "image/png"));
        all.put(Problem.INSUFFICIENT_STOCK, ProblemsTest::tooMuch);
        all.put(Problem.STATE_CONFLICT, ProblemsTest::belowReserved);
        all.put(
                Problem.VERSION_CHANGED,
                () -> WAREHOUSE.post(ITEM + "/receipts", ONE, "Idempotency-Key", "outdated", "If-Match", "\"v999\""));
        all.put(Problem.TOO_LARGE, () -> WAREHOUSE.command(ITEM + "/receipts", " ".repeat(1024 * 1024 + 1)));
        all.put(
                Problem.UNSUPPORTED_MEDIA_TYPE,
                () -> WAREHOUSE.post(ITEM + "/receipts", ONE, "Content-Type", "text/csv", "Idempotency-Key", "csv"));
        all.put(
                Problem.VALIDATION_FAILED,
                () -> WAREHOUSE.command(ITEM + "/receipts", "{\"quantity\":0,\"reason\":\"\"}"));
        all.put(Problem.UNKNOWN_PARAMETER, () -> ANONYMOUS.get("/provoked/parameters?limt=1"));
        all.put(Problem.WRONG_ID_TYPE, () -> WAREHOUSE.command("/api/v1/inventory/items/ord_1/receipts", ONE));
        all.put(Problem.UNEXPECTED, () -> ANONYMOUS.get("/provoked/unexpected"));
        all.put(Problem.OVERLOADED, () -> ANONYMOUS.get("/provoked/overloaded"));
        all.put(Problem.COMMAND_TIMEOUT, () -> ANONYMOUS.command("/provoked/unanswered", "{}"));
        all.put(Problem.STORE_UNAVAILABLE, () -> ANONYMOUS.command("/provoked/failing?how=DATABASE_RESET", "{}"));
        all.put(Problem.STORAGE_FULL, () -> ANONYMOUS.command("/provoked/failing?how=FOLDER_HAS_NO_ROOM", "{}"));
        all.put(Problem.IDEMPOTENCY_IN_FLIGHT, ProblemsTest::inFlight);
        all.put(Problem.IDEMPOTENCY_KEY_REUSED, ProblemsTest::reused);
        all.put(
                Problem.INVALID_CONSISTENCY_TOKEN,
                () -> WAREHOUSE.get("/api/v1/inventory/items", "Consistency-Token", "yesterday"));
        all.put(Problem.INVALID_CURSOR, () -> WAREHOUSE.get("/api/v1/packs?cursor=nonsense"));
        all.put(
                Problem.PROJECTION_BEHIND,
                () -> WAREHOUSE.get(
                        "/api/v1/inventory/items",
                        "Consistency-Token",
                        "g.999999999",
                        "Prefer",
                        "handling=strict, wait=0"));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("provoked")
    void isAnsweredAsTheRegistryDescribes(Map.Entry<Problem, Supplier<Answer>> entry) {
        var problem = entry.getKey();
        var before = ENGINE.countOfEvents();
        var answer = entry.getValue().get();

        assertThat(answer.status()).as(answer.text()).isEqualTo(problem.status());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/code")).as(answer.text()).isEqualTo(problem.slug());
        assertThat(answer.at("/type")).isEqualTo("/problems/" + problem.slug());
        assertThat(answer.at("/title")).isEqualTo(problem.title());
        assertThat(answer.body().at("/status").asInt()).isEqualTo(problem.status());
        assertThat(answer.body().at("/retryable").asBoolean()).isEqualTo(problem.isRetryable());
        assertThat(answer.at("/detail")).isNotEmpty().doesNotContain("io.packhouse", "java.");
        assertThat(answer.at("/hint")).isNotEmpty();
        assertThat(answer.at("/requestId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.text()).doesNotContain("secret", "Exception", "\tat ");
        if (!RECORDING.contains(problem)) {
            assertThat(ENGINE.countOfEvents()).isEqualTo(before);
        }
    }

    @Test
    void everyProblemIsProvokedOrExplained() {
        var all = EnumSet.noneOf(Problem.class);
        provoked().map(Map.Entry::getKey).forEach(all::add);
        assertThat(all).containsExactlyInAnyOrder(Problem.values());
    }

    @ParameterizedTest
    @EnumSource
    void hasAPageAtTheAddressOfItsType(Problem problem) {
        var page = ANONYMOUS.get("/problems/" + problem.slug(), "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains(problem.title()).doesNotContain("http://", "<script>");
        assertThat(ANONYMOUS.get("/problems/" + problem.slug()).at("/status"))
                .isEqualTo(String.valueOf(problem.status()));
    }

    @Test
    void theListIsServedAsPageAndAsJson() {
        assertThat(ANONYMOUS.get("/problems", "Accept", "text/html").text()).contains("/problems/insufficient-stock");
        assertThat(ANONYMOUS.get("/problems").body()).hasSize(Problem.values().length);
    }

    @Test
    void headersStateHowToProceed() {
        assertThat(WAREHOUSE.send("DELETE", ITEM + "/receipts", null).header("Allow"))
                .isEqualTo("POST");
        assertThat(ANONYMOUS.get("/provoked/overloaded").header("Retry-After")).isEqualTo("1");
        assertThat(ANONYMOUS.get("/provoked/unexpected").at("/traceId")).matches("[0-9a-f]{32}");
        var unanswered = ANONYMOUS.command("/provoked/unanswered", "{}");
        assertThat(unanswered.header("Retry-After")).isEqualTo("1");
        assertThat(unanswered.at("/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void theMostSimilarParameterIsSuggested() {
        assertThat(ANONYMOUS.get("/provoked/parameters?limt=1").at("/detail"))
                .isEqualTo("There is no parameter limt here; did you mean limit?");
    }

    @Test
    void theHintNamesTheFormatsOfTheEndpoint() {
        var manifest = "/api/v1/packs/pck_01jd0000000000000000000001/manifests";
        var admin = ENGINE.as(Role.ADMIN);
        var gif = admin.post(manifest, "GIF89a", "Content-Type", "image/gif");
        assertThat(gif.status()).as(gif.text()).isEqualTo(415);
        assertThat(gif.at("/hint")).contains("text/csv", "application/json");
        var receipt =
                WAREHOUSE.post(ITEM + "/receipts", ONE, "Content-Type", "text/csv", "Idempotency-Key", "csv-hint");
        assertThat(receipt.at("/hint")).contains("application/json");
    }

    @Test
    void aMissingOrWrongParameterIsNamed() {
        var missing = ANONYMOUS.get("/provoked/parameters");
        var wrong = ANONYMOUS.get("/provoked/parameters?limit=many");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.at("/detail")).contains("limit");
        assertThat(missing.at("/parameter")).isEqualTo("limit");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("/parameter")).isEqualTo("limit");
        assertThat(wrong.at("/detail")).isEqualTo("expected a whole number of at most ten digits");
        var role = ANONYMOUS.get("/provoked/parameters?limit=1&role=ADMIN,KING");
        assertThat(role.at("/detail")).startsWith("expected one of CUSTOMER, VENDOR, LOGISTICS");
        var buyer = ANONYMOUS.get("/provoked/parameters?limit=1&buyer=ord_1");
        assertThat(buyer.status()).isEqualTo(422);
        assertThat(buyer.at("/detail")).isEqualTo("not an id of the kind per_…: ord_1");
    }

    @Test
    void detailsOfARejectionAreInTheProblem() {
        var answer = belowReserved();
        assertThat(answer.at("/reason")).isEqualTo("BELOW_RESERVED");
        assertThat(answer.at("/counted")).isEqualTo("0");
        assertThat(Set.of("1", "2")).contains(answer.at("/reserved"));
    }

    private static Answer signIn(String address) {
        return ANONYMOUS.command("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(address));
    }

    private static Answer tooManyAttempts() {
        for (var i = 0; i < 5; i++) {
            signIn("guessed@example.com");
        }
        return signIn("guessed@example.com");
    }

    private static Answer tooMuch() {
        return WAREHOUSE.command("/api/v1/inventory/reservations", """
                {"owner":"counter","items":[{"sku":"NEVER-STOCKED","quantity":1}]}
                """);
    }

    private static Answer belowReserved() {
        WAREHOUSE.command(ITEM + "/receipts", ONE);
        WAREHOUSE.command("/api/v1/inventory/reservations", """
                {"owner":"counter","items":[{"sku":"PROBLEM-1","quantity":1}]}
                """);
        return WAREHOUSE.command(ITEM + "/corrections", "{\"onHand\":0,\"reason\":\"counted\"}");
    }

    private static Answer reused() {
        var other = ONE.replace('1', '2');
        WAREHOUSE.post(ITEM + "/returns", ONE, "Idempotency-Key", "used");
        return WAREHOUSE.post(ITEM + "/returns", other, "Idempotency-Key", "used");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Locks the key of a request in flight, and sends that request.
    private static Answer inFlight() {
        var path = ITEM + "/receipts";
        var named = SharedEngine.person(Role.LOGISTICS) + "|POST|" + path + "|in-flight";
        try (var connection = ENGINE.bean(DataSource.class).getConnection();
                var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 20))")) {
            connection.setAutoCommit(false);
            lock.setString(1, sha256(named));
            lock.execute();
            return WAREHOUSE.post(path, ONE, "Idempotency-Key", "in-flight");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
