package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxOptionsTest {

    @TempDir
    Path folder;

    @Test
    void onlyThisMachineReachesItUnlessAnAddressIsGiven() {
        assertThat(SandboxOptions.defaults().address().isLoopbackAddress()).isTrue();
        var everywhere = SandboxOptions.from(Map.of("PACKHOUSE_SANDBOX_ADDRESS", "0.0.0.0"));
        assertThat(everywhere.address().isAnyLocalAddress()).isTrue();
        assertThat(everywhere.withPort(0).withFolder(folder).address().isAnyLocalAddress())
                .isTrue();
        assertThatThrownBy(() -> SandboxOptions.from(Map.of("PACKHOUSE_SANDBOX_ADDRESS", "300.1.1.1.1")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("There is no address");
    }

    @Test
    void payPagesHaveThePublicAddress() throws Exception {
        var port = new java.net.ServerSocket(0);
        port.close();
        var options = SandboxOptions.from(
                Map.of("PACKHOUSE_SANDBOX_PUBLIC_URL", "http://pay.example.com"),
                "--port=" + port.getLocalPort(),
                "--folder=" + folder,
                "--secret-key=sk_test_1");
        try (var sandbox = Sandbox.start(options)) {
            var stripe = StripeClient.builder()
                    .setApiKey("sk_test_1")
                    .setApiBase("http://127.0.0.1:" + port.getLocalPort())
                    .build();
            var session = stripe.v1()
                    .checkout()
                    .sessions()
                    .create(SandboxClient.order(CaptureMethod.MANUAL).build());
            assertThat(session.getUrl()).startsWith("http://pay.example.com/pay/cs_");
            assertThat(sandbox.baseUri()).isEqualTo(URI.create("http://pay.example.com"));
        }
    }
}
