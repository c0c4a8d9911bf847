package io.packhouse.platform.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.platform.api.PlatformSettingsEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// The current settings, in one row.
@Component
@ProcessingGroup(PlatformSettingsProjection.GROUP)
class PlatformSettingsProjection {

    static final String GROUP = "projection-platform-settings";

    private final ProjectionTable table;

    PlatformSettingsProjection(ProjectionSchema schema) {
        table = schema.table("platform_settings");
    }

    @EventHandler
    void on(PlatformSettingsChanged event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        var settings = event.settings();
        var values = Columns.of("shop_name", settings.shopName())
                .and("support_email", settings.supportEmail())
                .and("notice", settings.notice())
                .and("registration_open", settings.registrationOpen())
                .and("stream_version", context.version());
        table.upsert(Columns.of("settings_id", event.settingsId()), context, Columns.none(), values);
    }

    @ResetHandler
    void reset() {
        table.empty();
    }
}
