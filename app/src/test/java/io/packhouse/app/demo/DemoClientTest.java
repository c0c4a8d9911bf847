package io.packhouse.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoClientTest {

    /// A demo that was interrupted sends its requests again under their keys, from another JVM.
    @Test
    void aBodyIsTheSameTextInEveryJvm() {
        var body = Map.of("g", 1, "b", List.of(Map.of("z", 1, "y", 2)), "f", 3, "a", 4, "e", 5, "d", 6);
        assertThat(DemoClient.json(body))
                .isEqualTo("{\"a\":4,\"b\":[{\"y\":2,\"z\":1}],\"d\":6,\"e\":5,\"f\":3,\"g\":1}");
    }
}
