package io.packhouse.platform.command;

import io.packhouse.platform.api.PlatformSettings;
import io.packhouse.platform.api.PlatformSettingsCommand.*;
import io.packhouse.platform.api.PlatformSettingsEvent.*;
import io.packhouse.platform.api.PlatformSettingsId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PlatformTest {

    static final PlatformSettings CLOSED = new PlatformSettings("Emporium", "help@example.com", "Back at noon", false);

    final AggregateTestFixture<Platform> fixture = new AggregateTestFixture<>(Platform.class);

    @Test
    void recordsTheFirstSettingsEvenIfTheyAreTheDefaults() {
        fixture.givenNoPriorActivity()
                .when(change(PlatformSettings.DEFAULTS))
                .expectEvents(changed(PlatformSettings.DEFAULTS));
    }

    @Test
    void recordsOtherSettings() {
        fixture.given(changed(PlatformSettings.DEFAULTS)).when(change(CLOSED)).expectEvents(changed(CLOSED));
    }

    @Test
    void theSameSettingsAgainHaveNoEffect() {
        fixture.given(changed(CLOSED)).when(change(CLOSED)).expectNoEvents();
    }

    @Test
    void answersItsSettingsWithoutAnEvent() {
        fixture.given(changed(CLOSED))
                .when(new GetPlatformSettings(PlatformSettingsId.ONLY))
                .expectNoEvents()
                .expectResultMessagePayload(CLOSED);
    }

    private static ChangePlatformSettings change(PlatformSettings settings) {
        return new ChangePlatformSettings(PlatformSettingsId.ONLY, settings);
    }

    private static PlatformSettingsChanged changed(PlatformSettings settings) {
        return new PlatformSettingsChanged(PlatformSettingsId.ONLY, settings);
    }
}
