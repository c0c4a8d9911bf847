package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.FreePort;
import io.packhouse.testing.RunningEngine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// `deploy/check` against a running engine, and against nothing.
@EnabledIf("io.packhouse.testing.ReadmeTour#isPossible")
class CheckScriptTest {

    @Test
    void aRunningEngineIsRight() throws Exception {
        assertThat(checked(RunningEngine.shared().base(), 0))
                .hasSize(7)
                .allMatch(line -> line.startsWith("ok "))
                .contains("ok     webhook without a signature: 400: refused");
    }

    @Test
    void whatDoesNotAnswerIsWrong() throws Exception {
        assertThat(checked("http://127.0.0.1:" + FreePort.any(), 1))
                .hasSize(7)
                .allMatch(line -> line.startsWith("WRONG "))
                .contains("WRONG  catalog: 000 instead of 200");
    }

    private static List<String> checked(String url, int code) throws Exception {
        var script = ContainersTest.ROOT.resolve("deploy/check").toString();
        var process = new ProcessBuilder("bash", script, url)
                .redirectErrorStream(true)
                .start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(lines.toString()).isEqualTo(code);
        return lines;
    }
}
