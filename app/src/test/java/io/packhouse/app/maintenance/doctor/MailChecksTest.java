package io.packhouse.app.maintenance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.app.maintenance.MaintenanceRunner;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailChecksTest {

    @TempDir
    Path folder;

    @Test
    void withoutAMailServerNothingIsChecked() {
        var found = checks().server();
        assertThat(found.level()).isEqualTo(CheckResult.Level.SKIPPED);
        assertThat(found.found()).contains("no e-mail is sent");
    }

    @Test
    void findsAMailServerThatDoesNotAnswer() throws Exception {
        var from = "packhouse.mail.from=shop@example.com";
        assertThat(checks("packhouse.mail.host=127.0.0.1", "packhouse.mail.port=1", from)
                        .server()
                        .level())
                .isEqualTo(CheckResult.Level.BROKEN);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = "packhouse.mail.port=" + socket.getLocalPort();
            assertThat(checks("packhouse.mail.host=127.0.0.1", port, from)
                            .server()
                            .level())
                    .isEqualTo(CheckResult.Level.FINE);
        }
    }

    @Test
    void findsThatTheSenderIsMissing() {
        var found = checks("packhouse.mail.host=127.0.0.1").server();
        assertThat(found.level()).isEqualTo(CheckResult.Level.BROKEN);
        assertThat(found.advice()).contains("PACKHOUSE_MAIL_FROM");
    }

    private MailChecks checks(String... settings) {
        var runner = MaintenanceRunner.of(folder.resolve("none"));
        for (var setting : settings) {
            var parts = setting.split("=", 2);
            runner.with(parts[0], parts[1]);
        }
        return new MailChecks(runner.context());
    }
}
