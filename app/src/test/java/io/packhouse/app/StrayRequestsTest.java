package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.RawHttp;
import io.packhouse.testing.SharedEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that Tomcat or Spring refuses before any endpoint: the answer is a problem like any
/// other.
class StrayRequestsTest {

    static final String END = " HTTP/1.1\r\nHost: x\r\n\r\n";

    final SharedEngine engine = SharedEngine.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/products/%00" + END,
                "GET /api/v1/products/a%2Fb" + END,
                "GET /api/v1/products/a%5cb" + END,
                "GET /api/v1/products/a\\b" + END,
                "GET /api/v1/products/%" + END,
                "GET /api/v1/products/%zz" + END,
                "GET /api/v1/products/%ff" + END,
                "GET /api/v1/products/%c0%af" + END,
                "GET /api/v1/products/a;b=c" + END,
                "GET /api//v1/products" + END,
                "GET /../../etc/passwd" + END,
                "GET /%2e%2e/%2e%2e/etc/passwd" + END,
                "GET /api/v1/products/{bad" + END,
                "GET /api/v1/products/\u0080" + END,
                "GET api/v1/products" + END,
                "GET *" + END,
                "GET /problems?q=%zz" + END,
                "GET /problems?%" + END,
                "GET /problems?%01=a" + END,
                "GET /problems?a%00=b" + END,
                "GET /problems?%c2%85=a" + END,
                "GET /problems HTTP/1.1\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x_\u0080\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x:port\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: [::1\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x/y\r\n\r\n",
                "GET http://other/problems" + END,
                "GET gopher://x/problems" + END,
                "GET /problems HTTP/1.1\r\nHost: x\r\nExpect: x\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                "GET /problems HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n",
                "POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /api/v1/carts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "NONSENSE /problems" + END,
                "TRACE /problems" + END,
                "CONNECT x:1" + END,
                "G@T /problems" + END,
                "GET /problems HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /problems HTTQ/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
            })
    void isRefusedWithAProblem(String bytes) {
        refuses(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {7_000, 9_000, 70_000})
    void anAddressThatIsTooLongIsRefusedWithAProblem(int length) {
        refuses("GET /" + "x".repeat(length) + END);
        refuses("GET /problems?q=" + "x".repeat(length) + END);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 2_000})
    void tooManyHeadersAreRefusedWithAProblem(int times) {
        refuses("GET /problems HTTP/1.1\r\nHost: x\r\n" + "a: b\r\n".repeat(times) + "\r\n");
        refuses("GET /problems?a=b" + "&a=b".repeat(times) + END);
    }

    private void refuses(String bytes) {
        var answer = RawHttp.send(engine.port(), bytes);
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.isProblem()).as(answer.head() + answer.text()).isTrue();
        assertThat(answer.text()).doesNotContain("Tomcat", "Exception", "\tat ", "org.", "<");
        assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.body().path("requestId").asString()).startsWith("req_");
        assertThat(answer.head()).contains("X-Request-Id: req_");
    }
}
