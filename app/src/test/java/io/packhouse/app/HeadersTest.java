package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.RawHttp;
import io.packhouse.testing.SharedEngine;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A header is valid, or 400 names it: nothing is guessed, and nothing fails on it later.
class HeadersTest {

    static final SharedEngine ENGINE = SharedEngine.shared();
    static final String TOKEN =
            ENGINE.bean(JwtIssuer.class).mint(SharedEngine.person(Role.LOGISTICS), "Test", Role.LOGISTICS);
    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_HEADERS/receipts";
    static final String ONE = "{\"quantity\":1,\"reason\":\"delivery\"}";

    /// In Latin-1: control characters, accented characters, UTF-8, half a surrogate pair, arbitrary
    /// bytes.
    static final List<String> STRANGE =
            List.of("\u0080", "a\u0085b", "\u009f", "\u00ff", "\u00c3\u00a9", "\u00ed\u00a0\u0080");

    static final List<String> READ = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Consistency-Token",
            "Content-Type",
            "Forwarded",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Last-Event-ID",
            "Origin",
            "Prefer",
            "Range",
            "Sec-Fetch-Site",
            "Stripe-Signature",
            "traceparent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto");

    static final List<String> MEANT_ONCE = List.of(
            "Authorization: Bearer " + TOKEN,
            "Consistency-Token: g.1",
            "Content-Type: application/json",
            "Idempotency-Key: once",
            "If-Modified-Since: Sat, 31 Jan 2026 12:00:00 GMT",
            "Last-Event-ID: 1",
            "Origin: http://127.0.0.1",
            "Range: bytes=0-1",
            "Sec-Fetch-Site: same-origin",
            "Stripe-Signature: t=1,v1=00");

    static Stream<String> nonAscii() {
        return READ.stream().flatMap(name -> STRANGE.stream().map(value -> name + ": " + value));
    }

    static List<String> singleValued() {
        return MEANT_ONCE;
    }

    @ParameterizedTest
    @MethodSource("nonAscii")
    void bytesOutsideVisibleAsciiAreRefusedWithTheNameOfTheHeader(String header) {
        var before = ENGINE.countOfEvents();
        for (var answer : List.of(command(header), read(header))) {
            refuses(answer, header.substring(0, header.indexOf(':')));
        }
        assertThat(ENGINE.countOfEvents()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("singleValued")
    void aSingleValuedHeaderSentTwiceIsRefused(String header) {
        var answer = command(header, header);
        refuses(answer, header.substring(0, header.indexOf(':')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-City: S\u00e3o Paulo",
                "X-City: S\u00c3\u00a3o Paulo \u0080",
                "User-Agent: caf\u00c3\u00a9 \u00e2\u0080\u0099",
                "Referer: http://x/\u00e2\u0080\u0099",
                "Cookie: other=\u00e2\u0080\u0099",
                "Cookie: packhouse-session=\u0080",
                "Cookie: basket=\u0085\u00ff",
                "Cookie: =; ;;; a",
            })
    void headersThatTheEngineDoesNotReadAreIgnored(String header) {
        assertThat(read(header).status()).isEqualTo(200);
        assertThat(command(header).status()).isEqualTo(200);
    }

    /// Invalid values of visible characters.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: %",
                "Accept: */*;q=x",
                "Accept-Language: de;q=x,,*-*",
                "Accept-Encoding: gzip;q=99,;",
                "Authorization: Bearer",
                "Authorization: Bearer a b",
                "Authorization: Basic %%%",
                "Consistency-Token: g.99999999999999999999999",
                "Content-Type: json",
                "Content-Type: application/json;charset=x-none",
                "Content-Type: application/json;charset=\"",
                "If-Match: \"",
                "If-Modified-Since: yesterday",
                "If-None-Match: ,,\"",
                "Last-Event-ID: x",
                "Prefer: wait=99999999999999999999999",
                "Prefer: wait=-1,,;;=",
                "Range: bytes=9-1",
                "Range: x",
                "Stripe-Signature: t=99999999999999999999999,v1=zz",
                "traceparent: 00",
                "X-Forwarded-Port: port",
                "X-Forwarded-Proto: gopher",
                "Expect: nothing",
            })
    void anInvalidHeaderIsNeverAServerError(String header) {
        for (var path : List.of(
                "/api/v1/packs", "/problems", "/assets/site.css", "/live", "/api/v1/payments/webhooks/stripe")) {
            var get = request("GET", path, "", header, "Connection: close");
            assertThat(send(get, path.equals("/live")).status())
                    .as("%s of %s", path, header)
                    .isNotEqualTo(500);
        }
        for (var path : List.of(RECEIPTS, "/api/v1/payments/webhooks/stripe", "/session")) {
            assertThat(send(request("POST", path, ONE, header), false).status())
                    .as("%s of %s", path, header)
                    .isNotEqualTo(500);
        }
    }

    @ParameterizedTest
    @CsvSource({"Idempotency-Key, 9000", "Authorization, 9000", "X-Long, 9000", "Cookie, 20000"})
    void aHeaderThatIsTooLongIsRefused(String name, int length) {
        var answer = read(name + ": " + "x".repeat(length));
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.isProblem()).as(answer.head() + answer.text()).isTrue();
    }

    @Test
    void twoTraceparentsStartANewTrace() {
        var one = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var other = "traceparent: 00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assertThat(read(one).head()).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(read(one, other).head()).doesNotContain("af7651916cd43dd8448eb211c80319c");
    }

    private static void refuses(RawHttp.Answer answer, String name) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.head()).isTrue();
        assertThat(answer.body().path("code").asString()).isEqualTo("bad-header");
        assertThat(answer.body().path("header").asString()).isEqualToIgnoringCase(name);
    }

    private static RawHttp.Answer command(String... headers) {
        return send(request("POST", RECEIPTS, ONE, headers), false);
    }

    private static RawHttp.Answer read(String... headers) {
        return send(request("GET", "/api/v1/packs", "", headers), false);
    }

    private static RawHttp.Answer send(String request, boolean isStream) {
        return isStream ? RawHttp.head(ENGINE.port(), request) : RawHttp.send(ENGINE.port(), request);
    }

    /// With the headers that it needs, unless they are given.
    private static String request(String method, String path, String body, String... headers) {
        var all = new StringBuilder();
        all.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: x\r\n");
        var given = String.join("\r\n", headers);
        for (var header : headers) {
            all.append(header).append("\r\n");
        }
        for (var needed : List.of(
                "Authorization: Bearer " + TOKEN,
                "Content-Type: application/json",
                "Idempotency-Key: " + UUID.randomUUID())) {
            var name = needed.substring(0, needed.indexOf(':') + 1);
            if (!given.contains(name) && (!method.equals("GET") || name.startsWith("Auth"))) {
                all.append(needed).append("\r\n");
            }
        }
        if (!body.isEmpty()) {
            all.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return all.append("\r\n").append(body).toString();
    }
}
