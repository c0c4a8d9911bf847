package io.packhouse.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OverloadLogTest {

    @Test
    void manyRequestsAreOneLine(CapturedOutput output) {
        var log = new OverloadLog();
        for (var i = 0; i < 100; i++) {
            log.shed("cause " + i);
        }
        assertThat(output).contains("cause 0").doesNotContain("cause 1");
    }
}
