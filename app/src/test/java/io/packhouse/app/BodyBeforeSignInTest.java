package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.RawHttp;
import io.packhouse.testing.SharedEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A caller without access is refused after the head of the request: no byte of the body is read.
class BodyBeforeSignInTest {

    static final SharedEngine ENGINE = SharedEngine.shared();
    static final String FORM = "application/x-www-form-urlencoded";
    static final String ORDER_FORM = "POST /packs/x/orders " + FORM;

    /// `POST /path type`, for every endpoint that needs a token and takes a body.
    static Stream<String> endpoints() {
        var all = new ArrayList<String>();
        ENGINE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    var types = mapping.getConsumesCondition().getConsumableMediaTypes();
                    if (method.hasMethodAnnotation(RequiresScope.class)) {
                        for (var verb : mapping.getMethodsCondition().getMethods()) {
                            for (var path : mapping.getPatternValues()) {
                                all.add("%s %s %s"
                                        .formatted(
                                                verb,
                                                path.replaceAll("\\{[^}]*}", "x"),
                                                types.isEmpty()
                                                        ? "application/json"
                                                        : types.iterator().next()));
                            }
                        }
                    }
                });
        return all.stream().filter(endpoint -> !endpoint.startsWith("GET")).sorted();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aCallerWithoutATokenIsRefusedAfterTheHead(String endpoint) throws IOException {
        assertThat(answerToHead(endpoint, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aFormWithoutATokenIsRefusedAfterTheHead(String endpoint) throws IOException {
        var bare = endpoint.substring(0, endpoint.lastIndexOf(' ') + 1);
        assertThat(answerToHead(bare + FORM, "").status()).isIn(401, 415);
        assertThat(answerToHead(bare + "Application/X-WWW-Form-URLEncoded", "").status())
                .isIn(401, 415);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aCallerWithoutTheScopeIsRefusedAfterTheHead(String endpoint) throws IOException {
        var answer = answerToHead(endpoint, "Authorization: Bearer " + token(Role.METRICS) + "\r\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @Test
    void aRequestThatNoEndpointAcceptsIsRefusedAfterTheHead() throws IOException {
        assertThat(answerToHead("PUT /api/v1/orders " + FORM, "").status()).isEqualTo(405);
        for (var path : List.of("/nowhere", "/packs/x/nowhere", "/api/v1/packs/x/nowhere")) {
            assertThat(answerToHead("POST " + path + " application/json", "").status())
                    .isEqualTo(404);
            assertThat(answerToHead("POST " + path + " " + FORM, "").status()).isEqualTo(404);
        }
    }

    @Test
    void theBuyerOfAnOrderFormIsKnownFromTheCookie() throws IOException {
        var anonymous = answerToHead(ORDER_FORM, "Accept: text/html\r\n");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.text()).contains("/sign-in?next=");
        var ours = "Sec-Fetch-Site: same-origin\r\n";
        assertThat(answerToHead(ORDER_FORM, cookie(Role.METRICS) + ours).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n",
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                ""
            })
    void anOrderFormOfAnotherSiteIsRefusedAfterTheHead(String from) throws IOException {
        assertThat(answerToHead(ORDER_FORM, cookie(Role.CUSTOMER) + from).status())
                .isEqualTo(401);
    }

    @Test
    void aCallerWithoutAccessGetsNo100Continue() throws IOException {
        var answer = answerToHead("POST /api/v1/orders application/json", "Expect: 100-continue\r\n");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void theListOfEndpointsIsNotEmpty() {
        assertThat(endpoints().toList()).hasSizeGreaterThan(40);
        assertThat(List.of("POST /api/v1/orders application/json", ORDER_FORM))
                .isSubsetOf(endpoints().toList());
    }

    private static String cookie(Role role) {
        return "Cookie: packhouse-session=" + token(role) + "\r\n";
    }

    private static String token(Role role) {
        return ENGINE.bean(JwtIssuer.class).mint(SharedEngine.person(role), "Test", role);
    }

    private static RawHttp.Answer answerToHead(String endpoint, String headers) throws IOException {
        var parts = endpoint.split(" ", 3);
        try (var socket = RawHttp.open(ENGINE.port(), Duration.ofSeconds(5))) {
            var head = "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 1000\r\n%s\r\n"
                    .formatted(parts[0], parts[1], parts[2], headers);
            RawHttp.write(socket, head);
            return RawHttp.read(socket);
        }
    }
}
