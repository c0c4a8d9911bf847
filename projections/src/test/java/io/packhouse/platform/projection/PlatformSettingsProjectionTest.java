package io.packhouse.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.platform.api.PlatformSettings;
import io.packhouse.platform.api.PlatformSettingsEvent.*;
import io.packhouse.platform.api.PlatformSettingsId;
import io.packhouse.projecting.ProjectionTestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The newest settings are the only row; a copy filled by a replay has the same.
class PlatformSettingsProjectionTest {

    @Test
    void showsTheNewestSettingsAndAReplayGivesTheSameRow() throws Exception {
        var first = new PlatformSettings("Emporium", "help@example.com", "Back at noon", false);
        var second = new PlatformSettings("Bazaar", null, null, true);
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), PlatformSettingsProjection.class)) {
            var position =
                    engine.append(_ -> PlatformSettingsId.ONLY.value(), List.of(changed(first), changed(second)));
            engine.await(PlatformSettingsProjection.GROUP, position);
            assertThat(engine.rows("select * from read.platform_settings"))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("settings_id", "set_platform")
                            .containsEntry("shop_name", "Bazaar")
                            .containsEntry("support_email", null)
                            .containsEntry("notice", null)
                            .containsEntry("registration_open", true)
                            .containsEntry("stream_version", 1L));
            engine.copySchema("read_copy", "platform_settings");
            engine.replay("read_copy", PlatformSettingsProjection::new, position);
            assertThat(engine.hash("read_copy", "platform_settings"))
                    .isEqualTo(engine.hash("read", "platform_settings"))
                    .doesNotStartWith("0 rows");
        }
    }

    private static PlatformSettingsChanged changed(PlatformSettings settings) {
        return new PlatformSettingsChanged(PlatformSettingsId.ONLY, settings);
    }
}
