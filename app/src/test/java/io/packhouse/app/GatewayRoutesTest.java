package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.problem.Problem;
import io.packhouse.gateway.Routes;
import io.packhouse.gateway.Side;
import io.packhouse.gateway.Trouble;
import io.packhouse.testing.OpenDoors;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The gateway's table against the doors that there are: every request comes to a role that has its
/// door. Where a door stands is told by its package.
class GatewayRoutesTest {

    private static final Pattern COMMAND =
            Pattern.compile(".*\\.(command|process|provider)(\\..*)?");
    private static final Pattern QUERY = Pattern.compile(".*\\.(projection|query)(\\..*)?");

    @Test
    void everyDoorIsFoundWhereTheGatewayLooksForIt() {
        var wrong = wrong(doors());
        assertThat(wrong).isEmpty();
    }

    @Test
    void bothSidesHaveDoors() {
        var sides = doors().stream().map(Door::sides).toList();
        assertThat(sides).contains(Set.of(Side.COMMAND), Set.of(Side.QUERY), Set.of(Side.values()));
        assertThat(doors()).hasSizeGreaterThan(100);
    }

    @Test
    void aDoorOnTheWrongSideIsNoticed() {
        var lost = new Door("GET", "/api/v1/orders", Set.of(Side.COMMAND));
        assertThat(wrong(List.of(lost))).containsExactly(lost);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheGatewaySaysIsInTheRegistry(Trouble trouble) {
        var problem = Problem.valueOf(trouble.name());
        assertThat(problem.slug()).isEqualTo(trouble.slug());
        assertThat(problem.status()).isEqualTo(trouble.status());
        assertThat(problem.title()).isEqualTo(trouble.title());
        assertThat(problem.isRetryable()).isEqualTo(trouble.isRetryable());
    }

    private static List<Door> wrong(List<Door> doors) {
        return doors.stream()
                .filter(door -> !door.sides().contains(Routes.of(door.method(), door.path())))
                .toList();
    }

    private static List<Door> doors() {
        var doors = new ArrayList<Door>();
        var mapping =
                OpenDoors.shared()
                        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.getHandlerMethods()
                .forEach((info, handler) -> doors.addAll(doors(info, handler.getMethod())));
        return doors;
    }

    private static List<Door> doors(RequestMappingInfo info, Method handler) {
        var sides = sides(handler.getDeclaringClass().getPackageName());
        var doors = new ArrayList<Door>();
        for (var pattern : info.getPatternValues()) {
            for (var method : methods(info)) {
                var path = pattern.replaceAll("\\{[^}]*(\\{[^}]*}[^}]*)*}", "1");
                doors.add(new Door(method, path, sides));
                if (path.startsWith("/api/v1/")) {
                    doors.add(new Door(method, path.replace("/api/v1/", "/api/"), sides));
                }
            }
        }
        return doors;
    }

    private static List<String> methods(RequestMappingInfo info) {
        var named = info.getMethodsCondition().getMethods();
        var all = named.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : named;
        return all.stream().map(Enum::name).toList();
    }

    private static Set<Side> sides(String at) {
        var known = Map.of(Side.COMMAND, COMMAND, Side.QUERY, QUERY);
        for (var side : Side.values()) {
            if (known.get(side).matcher(at).matches()) {
                return Set.of(side);
            }
        }
        return Set.of(Side.values());
    }

    private record Door(String method, String path, Set<Side> sides) {}
}
