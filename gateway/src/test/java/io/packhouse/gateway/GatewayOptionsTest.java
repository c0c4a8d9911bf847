package io.packhouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayOptionsTest {

    static final Map<String, String> TWO =
            Map.of(
                    "PACKHOUSE_GATEWAY_COMMAND", "http://a:1, http://b:2/",
                    "PACKHOUSE_GATEWAY_QUERY", "dns://readers:3");

    @Test
    void comeFromTheEnvironmentAndArgumentsWin() {
        var options = GatewayOptions.from(TWO, "--port=9", "--behind-proxy=true");
        assertThat(options.command()).containsExactly(uri("http://a:1"), uri("http://b:2"));
        assertThat(options.query()).containsExactly(uri("dns://readers:3"));
        assertThat(options.port()).isEqualTo(9);
        assertThat(options.isBehindProxy()).isTrue();
        assertThat(options.address()).isEqualTo("127.0.0.1");
    }

    @Test
    void sayWhatIsWrong() {
        assertThatThrownBy(() -> GatewayOptions.from(Map.of()))
                .hasMessageContaining("PACKHOUSE_GATEWAY_COMMAND");
        assertThatThrownBy(() -> GatewayOptions.from(TWO, "--query=http://a"))
                .hasMessageContaining("say http://host:port");
        assertThatThrownBy(() -> GatewayOptions.from(TWO, "--port=x")).hasMessage("Not a port: x");
        assertThatThrownBy(() -> GatewayOptions.from(TWO, "loud")).hasMessageContaining("--name=");
    }

    @Test
    void aNameStandsForEveryAddressItHas() {
        assertThat(Names.resolved(List.of(uri("dns://127.0.0.1:3"), uri("http://a:1"))))
                .containsExactly(uri("http://127.0.0.1:3"), uri("http://a:1"));
        assertThat(Names.resolved(List.of(uri("dns://nobody.invalid:3")))).isEmpty();
    }

    private static URI uri(String text) {
        return URI.create(text);
    }
}
