package io.packhouse.app.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// An endpoint without a decision about its access keeps the engine from starting, and is named.
class UndecidedEndpointTest {

    static class Endpoints {

        @PublicEndpoint
        public void open() {}

        @RequiresScope("operations")
        public void guarded() {}

        public void undecided() {}
    }

    @Test
    void anEndpointWithoutAScopeIsNamed() {
        assertThatThrownBy(() -> check("open", "guarded", "undecided"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("undecided()")
                .hasMessageContaining("neither @PublicEndpoint nor @RequiresScope");
    }

    @Test
    void endpointsWithAScopeOrPublicStart() {
        assertThatCode(() -> check("open", "guarded")).doesNotThrowAnyException();
    }

    private static void check(String... methods) {
        var mapping = new RequestMappingHandlerMapping();
        var configuration = new RequestMappingInfo.BuilderConfiguration();
        Arrays.stream(methods)
                .forEach(method -> mapping.registerMapping(
                        RequestMappingInfo.paths("/" + method)
                                .options(configuration)
                                .build(),
                        new Endpoints(),
                        method(method)));
        WebMvcConfiguration.endpointAccessCheck(mapping).afterSingletonsInstantiated();
    }

    private static java.lang.reflect.Method method(String name) {
        try {
            return Endpoints.class.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
