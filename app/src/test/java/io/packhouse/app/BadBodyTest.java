package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A bad body is answered with the place of the mistake, and nothing is stored.
class BadBodyTest {

    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_BAD/receipts";

    final SharedEngine engine = SharedEngine.shared();
    final EngineHttpClient warehouse = engine.as(Role.LOGISTICS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'quantity':0,'reason':'x'}            | #/quantity | not a quantity",
                "{'quantity':1.5,'reason':'x'}          | #/quantity | whole number",
                "{'quantity':1000000000000,'reason':'x'} | #/quantity | whole number",
                "{'quantity':'1','reason':'x'}          | #/quantity | whole number",
                "{'quantity':[1],'reason':'x'}          | #/quantity | whole number",
                "{'quantity':true,'reason':'x'}         | #/quantity | whole number",
                "{'quantity':null,'reason':'x'}         | #/quantity | null",
                "{'reason':'x'}                         | #/quantity | null",
                "{'quantity':1,'reason':' '}            | #/reason   | blank",
                "{'quantity':1,'reason':7}              | #/reason   | text",
                "{'quantity':1,'reason':'a\\u0000'}      | #/reason   | U+0000",
                "{'quantity':1,'reason':'a\\ud800b'}     | #/reason   | surrogate",
                "{'quantity':1,'reasen':'x'}            | #/reasen   | did you mean reason",
                "[]                                     | #          | object",
                "'text'                                 | #          | object",
            })
    void aBadFieldIsNamed(String body, String pointer, String detail) {
        var before = engine.countOfEvents();
        var answer = warehouse.command(RECEIPTS, body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("validation-failed");
        assertThat(answer.at("/errors/0/pointer")).as(answer.text()).isEqualTo(pointer);
        assertThat(answer.at("/errors/0/detail")).contains(detail);
        assertThat(answer.text()).doesNotContain("io.packhouse", "java.lang", "Movement");
        assertThat(engine.countOfEvents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'owner':'o','items':[{'sku':'A','quantity':1},{'sku':'b','quantity':1}]} | #/items/1/sku",
                "{'owner':'o','items':[{'sku':'A','quantity':-1}]} | #/items/0/quantity",
                "{'owner':'o','items':[{'sku':'A'}]} | #/items/0/quantity",
                "{'owner':'o','items':[]} | #/items",
                "{'owner':'o','items':[null]} | #/items/0",
                "{'owner':'o\\u0000','items':[]} | #/owner",
                "{'owner':'o','items':[{'sku':'A\\ud800','quantity':1}]} | #/items/0/sku",
            })
    void aBadListItemIsNamedWithItsIndex(String body, String pointer) {
        var answer = warehouse.command("/api/v1/inventory/reservations", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/errors/0/pointer")).as(answer.text()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "{\"quantity\":1,\"reason\":\"x\"",
                "{\"quantity\":1,\"quantity\":2,\"reason\":\"x\"}",
                "{\"quantity\":1,\"reason\":\"x\"} {}",
                "{quantity:1}",
                "{\"quantity\":NaN,\"reason\":\"x\"}",
                "quantity=1",
            })
    void invalidJsonIsMalformed(String body) {
        var answer = warehouse.command(RECEIPTS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("malformed-request");
        assertThat(answer.text()).doesNotContain("io.packhouse");
    }

    @Test
    void anAdjustmentOfZeroPointsIsRefused() {
        var path = "/api/v1/loyalty/accounts/" + SharedEngine.person(Role.CUSTOMER) + "/adjustments";
        var answer = engine.as(Role.ADMIN).command(path, "{\"points\":0,\"reason\":\"x\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("#/points");
        assertThat(answer.at("/errors/0/code")).isEqualTo("non-zero");
        assertThat(answer.at("/errors/0/detail")).isEqualTo("must not be 0");
    }

    @Test
    void deepNestingIsRefused() {
        var reserve = "{\"owner\":\"o\",\"items\":" + "[".repeat(100_000);
        var answer = warehouse.command("/api/v1/inventory/reservations", reserve);
        assertThat(answer.status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord_01", "inv_main_", "inv_MAIN_A", "x", "inv_main_A%20B", "%F0%9F%92%A3"})
    void aWrongIdInThePathIsNamed(String id) {
        var answer = warehouse.command(RECEIPTS.replace("inv_main_BAD", id), "{\"quantity\":1,\"reason\":\"x\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("wrong-id-type");
        assertThat(answer.at("/detail")).contains("inv_<location>_<sku>");
        assertThat(answer.at("/parameter")).isEqualTo("item");
    }

    /// No row can contain it, and PostgreSQL rejects it as a parameter.
    @ParameterizedTest
    @ValueSource(strings = {"%00", "tea%00", "tea&q=%00"})
    void aParameterWithInvalidCharactersIsNamed(String value) {
        var answer = warehouse.get("/problems?q=" + value);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("validation-failed");
        assertThat(answer.at("/parameter")).isEqualTo("q");
        assertThat(answer.at("/detail")).contains("U+0000");
    }

    @Test
    void surrogatePairsAreValidText() {
        var body = "{\"quantity\":1,\"reason\":\"\\ud83d\\ude80\"}";
        assertThat(warehouse.command(RECEIPTS, body).status()).isEqualTo(200);
    }

    @Test
    void anIdempotencyKeyIsShortAndPrintable() {
        var body = "{\"quantity\":1,\"reason\":\"x\"}";
        for (var key : new String[] {"", "a b", "k".repeat(256)}) {
            var answer = warehouse.post(RECEIPTS, body, "Idempotency-Key", key);
            assertThat(answer.status()).as(key).isEqualTo(400);
            assertThat(answer.at("/code")).isEqualTo("idempotency-key-missing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/v1/{bad HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a/%2e%2e//b;x=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            })
    void malformedHttpIsAnsweredWithoutDetails(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 (4|505).*");
            assertThat(answer).doesNotContain("Tomcat", "Exception", "\tat ", "org.");
        }
    }

    @Test
    void traceparentIsContinuedAndEachRequestHasAnId() {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var answer = warehouse.get("/problems", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        assertThat(answer.header("traceparent")).startsWith("00-" + trace + "-");
        assertThat(answer.header("X-Request-Id")).matches("req_[0-9a-z]{26}");
        assertThat(warehouse.get("/problems", "traceparent", "00-zz-1-1").header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"); // Not sampled: there is no collector.
    }
}
