package io.packhouse.app;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.RunningEngine;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each route is requested once by each role and once without a token: it lets in exactly the roles that have its
/// scope. What it answers then, mostly that the request makes no sense, is no matter here.
class RoleMatrixTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final Set<Integer> CLOSED = Set.of(401, 403);

    /// 401 for a wrong password.
    static final String SIGN_IN = "POST /sign-in";

    static List<Route> routes;
    static JsonNode description;

    /// A route; `scope` is null when it is public.
    record Route(
            String method,
            String pattern,
            String consumes,
            String accept,
            @Nullable String scope,
            boolean isDescribed) {

        String name() {
            return method + " " + pattern;
        }

        String path() {
            return pattern.replaceAll("\\{[^/]*}", "x");
        }
    }

    @BeforeAll
    static void readRoutes() {
        routes = new ArrayList<>();
        ENGINE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> routes(mapping, handler).forEach(routes::add));
        routes.removeIf(route -> route.name().equals(SIGN_IN));
        description = JsonMapper.shared()
                .readTree(ENGINE.anonymous().fetch("/v3/api-docs").bytes());
        assertThat(routes).hasSizeGreaterThan(120).extracting(Route::scope).contains("orders:place", "audit:read");
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsLetInWhereItHasTheScope(Role role) {
        var token = ENGINE.token(role, 900, Duration.ofHours(1));
        var wrong = new TreeSet<String>();
        for (var route : routes) {
            var isAllowed = route.scope() == null || role.scopes().contains(route.scope());
            var status = status(route, token);
            if (isAllowed == CLOSED.contains(status)) {
                wrong.add(route.name() + " (" + route.scope() + "): " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutATokenOnlyPublicRoutesAreOpen() {
        var wrong = new TreeSet<String>();
        for (var route : routes) {
            var status = status(route, null);
            var isRight = route.scope() == null ? !CLOSED.contains(status) : status == 401;
            if (!isRight) {
                wrong.add(route.name() + " (" + route.scope() + "): " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyScopeOfARouteBelongsToARole() {
        assertThat(routes.stream().map(Route::scope).filter(scope -> scope != null))
                .allSatisfy(scope ->
                        assertThat(Role.values()).anyMatch(role -> role.scopes().contains(scope)));
    }

    @Test
    void theDescriptionNamesTheScopeOfEachRoute() {
        var described = new HashMap<String, JsonNode>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + plain(path.getKey()),
                                operation.getValue())));
        assertThat(described).hasSizeGreaterThan(100);
        assertThat(routes).filteredOn(Route::isDescribed).allSatisfy(route -> {
            var operation = described.get(route.method() + " " + plain(route.pattern()));
            assertThat(operation).as("%s is described", route.name()).isNotNull();
            assertThat(scopes(operation))
                    .as(route.name())
                    .isEqualTo(route.scope() == null ? List.of() : List.of(route.scope()));
        });
        var known = routes.stream()
                .map(route -> route.method() + " " + plain(route.pattern()))
                .toList();
        assertThat(known).containsAll(described.keySet());
    }

    private static List<String> scopes(JsonNode operation) {
        return operation
                .path("security")
                .valueStream()
                .flatMap(one -> one.path("bearer").valueStream())
                .map(scope -> scope.asString())
                .toList();
    }

    /// Without the names and patterns of variables.
    private static String plain(String pattern) {
        return pattern.replaceAll("\\{[^/]*}", "{}");
    }

    private static Stream<Route> routes(RequestMappingInfo mapping, HandlerMethod handler) {
        if (!handler.getBeanType().getPackageName().startsWith("io.packhouse.")) {
            return Stream.empty(); // Of libraries: the OpenAPI document itself, and Swagger UI.
        }
        var required = handler.getMethodAnnotation(RequiresScope.class);
        assertThat(required != null || handler.hasMethodAnnotation(PublicEndpoint.class))
                .as("%s is decided", handler)
                .isTrue();
        var consumes = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(String::valueOf)
                .findFirst()
                .orElse("application/json");
        var accept = mapping.getProducesCondition().getProducibleMediaTypes().stream()
                .map(String::valueOf)
                .findFirst()
                .orElse("*/*");
        var scope = required == null ? null : required.value();
        return mapping.getMethodsCondition().getMethods().stream()
                .filter(not(RequestMethod.HEAD::equals))
                .flatMap(method -> mapping.getPatternValues().stream()
                        .map(pattern ->
                                new Route(method.name(), pattern, consumes, accept, scope, isDescribed(handler))));
    }

    /// Pages for people are not.
    private static boolean isDescribed(HandlerMethod handler) {
        var isHidden = AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Hidden.class)
                || handler.hasMethodAnnotation(Hidden.class);
        var hasBody = AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
                || handler.hasMethodAnnotation(ResponseBody.class);
        return hasBody && !isHidden;
    }

    private static int status(Route route, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(ENGINE.base() + route.path()))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", route.accept())
                .header("Sec-Fetch-Site", "same-origin"); // As a form of our pages.
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (route.method().equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", route.consumes())
                    .header("Idempotency-Key", "matrix")
                    .method(route.method(), BodyPublishers.ofString("{}"));
        }
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close(); // A live stream does not end.
            return answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(route.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
