package io.packhouse.app.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A door that nobody decided about keeps the engine from starting, and is named.
class UndecidedDoorTest {

    static class Doors {

        @PublicEndpoint
        public void open() {}

        @RequiresScope("operations")
        public void guarded() {}

        public void forgotten() {}
    }

    @Test
    void aForgottenDoorIsNamed() {
        assertThatThrownBy(() -> check("open", "guarded", "forgotten"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forgotten()")
                .hasMessageContaining("neither @PublicEndpoint nor @RequiresScope");
    }

    @Test
    void decidedDoorsStart() {
        assertThatCode(() -> check("open", "guarded")).doesNotThrowAnyException();
    }

    private static void check(String... doors) {
        var mapping = new RequestMappingHandlerMapping();
        var configuration = new RequestMappingInfo.BuilderConfiguration();
        Arrays.stream(doors)
                .forEach(
                        door ->
                                mapping.registerMapping(
                                        RequestMappingInfo.paths("/" + door)
                                                .options(configuration)
                                                .build(),
                                        new Doors(),
                                        method(door)));
        WebMvcConfiguration.endpointAccessCheck(mapping).afterSingletonsInstantiated();
    }

    private static java.lang.reflect.Method method(String name) {
        try {
            return Doors.class.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
