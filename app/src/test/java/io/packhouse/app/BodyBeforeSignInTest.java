package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.security.LocalTokens;
import io.packhouse.app.security.Role;
import io.packhouse.engine.door.Requires;
import io.packhouse.testing.OpenDoors;
import io.packhouse.testing.RawHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who is not let in is told so from the head of the request: not a byte of the body is waited for.
class BodyBeforeSignInTest {

    static final OpenDoors ENGINE = OpenDoors.shared();

    /// `POST /path type`, for everything that needs a token and may bring a body.
    static Stream<String> doors() {
        var all = new ArrayList<String>();
        ENGINE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            var types = mapping.getConsumesCondition().getConsumableMediaTypes();
                            if (method.hasMethodAnnotation(Requires.class)) {
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
        // The order form of the pages is still read first: README.md, Limits.
        return all.stream()
                .filter(door -> !door.startsWith("GET") && !door.startsWith("POST /packs/x/orders"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobodyIsTurnedAwayFromTheHead(String door) throws IOException {
        assertThat(answerToHead(door, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whoMayNotIsTurnedAwayFromTheHead(String door) throws IOException {
        var token =
                ENGINE.bean(LocalTokens.class)
                        .mint(OpenDoors.person(Role.METRICS), "Test", Role.METRICS);
        var answer = answerToHead(door, "Authorization: Bearer " + token + "\r\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @Test
    void aFormOfNobodyIsNotWaitedForEither() throws IOException {
        var orders = "POST /api/v1/orders application/x-www-form-urlencoded";
        assertThat(answerToHead(orders, "").status()).isIn(401, 415);
        assertThat(answerToHead(orders.replace("POST", "PUT"), "").status()).isIn(401, 405, 415);
        assertThat(answerToHead("POST /nowhere application/json", "").status()).isEqualTo(404);
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
        assertThat(List.of("POST /api/v1/orders application/json")).isSubsetOf(doors().toList());
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
