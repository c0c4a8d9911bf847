package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.app.security.Role;
import io.packhouse.engine.http.RequiresScope;
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

/// Who is not let in is told so from the head of the request: not a byte of the body is waited for.
class BodyBeforeSignInTest {

    static final SharedEngine ENGINE = SharedEngine.shared();
    static final String FORM = "application/x-www-form-urlencoded";
    static final String ORDER_FORM = "POST /packs/x/orders " + FORM;

    /// `POST /path type`, for everything that needs a token and may bring a body.
    static Stream<String> doors() {
        var all = new ArrayList<String>();
        ENGINE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            var types = mapping.getConsumesCondition().getConsumableMediaTypes();
                            if (method.hasMethodAnnotation(RequiresScope.class)) {
                                for (var verb : mapping.getMethodsCondition().getMethods()) {
                                    for (var path : mapping.getPatternValues()) {
                                        all.add(
                                                "%s %s %s"
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
        return all.stream().filter(door -> !door.startsWith("GET")).sorted();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobodyIsTurnedAwayFromTheHead(String door) throws IOException {
        assertThat(answerToHead(door, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aFormOfNobodyIsNotWaitedForAtAnyDoor(String door) throws IOException {
        var bare = door.substring(0, door.lastIndexOf(' ') + 1);
        assertThat(answerToHead(bare + FORM, "").status()).isIn(401, 415);
        assertThat(answerToHead(bare + "Application/X-WWW-Form-URLEncoded", "").status())
                .isIn(401, 415);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoMayNotIsTurnedAwayFromTheHead(String door) throws IOException {
        var answer = answerToHead(door, "Authorization: Bearer " + token(Role.METRICS) + "\r\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @Test
    void aFormToWhereNothingIsIsNotWaitedFor() throws IOException {
        assertThat(answerToHead("PUT /api/v1/orders " + FORM, "").status()).isEqualTo(405);
        for (var path : List.of("/nowhere", "/packs/x/nowhere", "/api/v1/packs/x/nowhere")) {
            assertThat(answerToHead("POST " + path + " application/json", "").status())
                    .isEqualTo(404);
            assertThat(answerToHead("POST " + path + " " + FORM, "").status()).isEqualTo(404);
        }
    }

    @Test
    void whoSendsTheOrderFormIsKnownFromTheCookie() throws IOException {
        var nobodys = answerToHead(ORDER_FORM, "Accept: text/html\r\n");
        assertThat(nobodys.status()).isEqualTo(401);
        assertThat(nobodys.text()).contains("/sign-in?next=");
        var ours = "Sec-Fetch-Site: same-origin\r\n";
        assertThat(answerToHead(ORDER_FORM, cookie(Role.METRICS) + ours).status()).isEqualTo(403);
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
    void anOrderFormOfAnotherSiteIsTurnedAwayFromTheHead(String from) throws IOException {
        assertThat(answerToHead(ORDER_FORM, cookie(Role.CUSTOMER) + from).status()).isEqualTo(401);
    }

    @Test
    void whoMayNotEnterIsNotAskedToGoOn() throws IOException {
        var answer =
                answerToHead("POST /api/v1/orders application/json", "Expect: 100-continue\r\n");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void thereAreDoorsToTry() {
        assertThat(doors().toList()).hasSizeGreaterThan(40);
        assertThat(List.of("POST /api/v1/orders application/json", ORDER_FORM))
                .isSubsetOf(doors().toList());
    }

    private static String cookie(Role role) {
        return "Cookie: packhouse-session=" + token(role) + "\r\n";
    }

    private static String token(Role role) {
        return ENGINE.bean(JwtIssuer.class).mint(SharedEngine.person(role), "Test", role);
    }

    private static RawHttp.Answer answerToHead(String door, String headers) throws IOException {
        var parts = door.split(" ", 3);
        try (var socket = RawHttp.open(ENGINE.port(), Duration.ofSeconds(5))) {
            var head =
                    "%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 1000\r\n%s\r\n"
                            .formatted(parts[0], parts[1], parts[2], headers);
            RawHttp.write(socket, head);
            return RawHttp.read(socket);
        }
    }
}
