package io.packhouse.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwaitedSettingsTest {

    @Test
    void aSettingIsNoLongerAwaitedOnceTheEngineReadsIt() {
        assertThat(AwaitedSettings.NAMES).noneMatch(KnownSettings.SETTINGS::isSetting);
    }
}
