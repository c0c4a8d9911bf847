package io.packhouse.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartupFailureAnalyzerTest {

    @Test
    void printsDescriptionAndAction() {
        var refused = new StartupException(StartupException.Reason.FOLDER_LOCKED, "It is in use.", "Stop the other.");
        var analysis = new StartupFailureAnalyzer().analyze(new IllegalStateException(refused), refused);
        assertThat(analysis.getDescription()).isEqualTo("It is in use.");
        assertThat(analysis.getAction()).isEqualTo("Stop the other.");
    }
}
