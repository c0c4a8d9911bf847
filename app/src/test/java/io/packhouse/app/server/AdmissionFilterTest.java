package io.packhouse.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.app.problem.OverloadLog;
import io.packhouse.app.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

class AdmissionFilterTest {

    static final String ORDERS = "/api/v1/orders";

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AdmissionFilter filter = new AdmissionFilter(
            new ProblemWriter(JsonMapper.shared()),
            new OverloadLog(),
            meters,
            new RequestLimits(1, 1, 1, Duration.ofMillis(1)));

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/orders, ORDER",
        "POST, /packs/pck_1/orders, ORDER",
        "GET, /api/v1/orders, READ",
        "POST, /api/v1/orders/ord_1/cancel, COMMAND",
        "PUT, /api/v1/products/prd_1, COMMAND",
        "POST, /session,",
        "GET, /sign-in,",
        "GET, /sign-in-now, READ",
        "HEAD, /, READ",
        "GET, /live, READ",
        "GET, /api/v1/webhook-like, READ",
        "GET, /healthy, READ",
        "GET, /health,",
        "GET, /actuator/health/readiness,",
        "GET, /actuator/prometheus,",
        "GET, /assets/site.css,",
        "GET, /api/v1/operations,",
        "POST, /api/v1/operations/processors/orders/pause,",
        "POST, /api/v1/payments/webhooks/stripe,",
        "POST, /api/v1/webhooks/stripe,",
        "POST, /api/v1/payments/webhook,",
    })
    void requestsHaveSlotsByKindAndSomeNeedNone(String method, String path, RequestKind kind) {
        assertThat(RequestKind.of(method, path).orElse(null)).isEqualTo(kind);
    }

    @Test
    void beyondTheSlotsOfItsKindARequestIsOverload() throws Exception {
        send("POST", ORDERS, (_, _) -> {
            var answer = send("POST", ORDERS, (_, _) -> {
                throw new AssertionError("not admitted");
            });
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
            assertThat(answer.getContentType()).startsWith("application/problem+json");
            assertThat(answer.getContentAsString()).contains("\"code\":\"overloaded\"");
            for (var path : new String[] {"/packs", "/health"}) {
                assertThat(send(
                                        "GET",
                                        path,
                                        (_, response) -> response.getWriter().close())
                                .getStatus())
                        .isEqualTo(200);
            }
            assertThat(active("order")).isOne();
        });
        assertThat(active("order")).isZero();
    }

    @Test
    void anEncodedPathTakesTheSlotOfItsKind() throws Exception {
        send("POST", "/api/v1/%6frders", (_, _) -> assertThat(active("order")).isOne());
    }

    @Test
    void theSlotIsGivenBackAfterAnException() {
        assertThatThrownBy(() -> send("GET", "/packs", (_, _) -> {
                    throw new ServletException("failed");
                }))
                .hasMessage("failed");
        assertThat(active("read")).isZero();
    }

    /// As a live stream does: its thread leaves, and the response goes on.
    @Test
    void anAsynchronousRequestHasNoSlot() throws Exception {
        var request = request("GET", "/live");
        request.setAsyncSupported(true);
        filter.doFilter(request, new MockHttpServletResponse(), (now, response) -> {
            now.startAsync(now, response);
            assertThat(active("read")).isOne();
        });
        assertThat(request.isAsyncStarted()).isTrue();
        assertThat(active("read")).isZero();
    }

    @Test
    void aResponseThatIsBeingSentHasNoSlot() throws Exception {
        send("GET", "/packs", (_, response) -> {
            response.getWriter().write("beginning");
            assertThat(active("read")).isOne();
            response.flushBuffer();
            assertThat(active("read")).isZero();
            response.getWriter().write("end");
        });
        assertThat(active("read")).isZero();
    }

    private MockHttpServletResponse send(String method, String path, FilterChain chain)
            throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        filter.doFilter(request(method, path), response, chain);
        return response;
    }

    private static MockHttpServletRequest request(String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(UriUtils.decode(path, UTF_8)); // As Tomcat does.
        return request;
    }

    private double active(String kind) {
        return meters.get("packhouse.requests.active").tag("kind", kind).gauge().value();
    }
}
