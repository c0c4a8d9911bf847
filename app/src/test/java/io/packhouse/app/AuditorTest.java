package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// An auditor reads everything and changes nothing.
class AuditorTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    static final SharedEngine ENGINE = SharedEngine.shared();
    static final EngineHttpClient AUDITOR = ENGINE.as(Role.AUDITOR);

    /// Queries with a body, and what scans the event log.
    static final Set<String> READING = Set.of("/api/v1/inventory/status");

    /// Scopes of reading the log, and of the caller's own account.
    static final Set<String> OWN = Set.of("audit:read", "account");

    record Endpoint(String method, String path, String type) {}

    @Test
    void isRefusedByEveryEndpointThatChangesSomething() {
        var endpoints = changing();
        endpoints.removeIf(endpoint -> READING.contains(endpoint.path()));
        assertThat(endpoints)
                .hasSizeGreaterThan(30)
                .contains(new Endpoint("POST", "/api/v1/orders", "application/json"));
        var before = ENGINE.countOfEvents();
        for (var endpoint : endpoints) {
            var path = VARIABLE.matcher(endpoint.path()).replaceAll("x");
            var answer = AUDITOR.send(
                    endpoint.method(), path, "{}", "Content-Type", endpoint.type(), "Idempotency-Key", "audit");
            assertThat(answer.status()).as("%s: %s", endpoint, answer.text()).isEqualTo(403);
        }
        assertThat(ENGINE.countOfEvents()).isEqualTo(before);
    }

    @Test
    void readsAllOrdersWithoutAllowedCommands() {
        assertThat(AUDITOR.get("/api/v1/orders").status()).isEqualTo(200);
        assertThat(Role.AUDITOR.scopes()).contains("orders:read-all");
        assertThat(Role.FINANCE.scopes()).contains("orders:read-all");
        for (var role : List.of(Role.AUDITOR, Role.FINANCE)) {
            assertThat(role.scopes()).doesNotContain("orders:manage", "orders:place");
        }
    }

    private static List<Endpoint> changing() {
        var endpoints = new ArrayList<Endpoint>();
        ENGINE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    var requires = handler.getMethodAnnotation(RequiresScope.class);
                    if (requires == null || OWN.contains(requires.value())) {
                        return;
                    }
                    var type = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                            .map(String::valueOf)
                            .findFirst()
                            .orElse("application/json");
                    for (var method : mapping.getMethodsCondition().getMethods()) {
                        if (method != RequestMethod.GET && method != RequestMethod.HEAD) {
                            mapping.getPatternValues()
                                    .forEach(path -> endpoints.add(new Endpoint(method.name(), path, type)));
                        }
                    }
                });
        return endpoints;
    }
}
