package io.packhouse.platform.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.platform.api.PlatformSettings;
import io.packhouse.platform.api.PlatformSettingsCommand.*;
import io.packhouse.platform.api.PlatformSettingsEvent.*;
import io.packhouse.platform.api.PlatformSettingsId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// Aggregate for the settings of the installation.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Platform {

    @AggregateIdentifier
    private @Nullable PlatformSettingsId settingsId;

    private PlatformSettings settings = PlatformSettings.DEFAULTS;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangePlatformSettings command) {
        // The first ones are recorded even if they are the defaults: these may differ in a later version.
        if (settingsId == null || !command.settings().equals(settings)) {
            apply(new PlatformSettingsChanged(command.settingsId(), command.settings()));
        }
    }

    @CommandHandler
    PlatformSettings handle(GetPlatformSettings command) {
        return settings;
    }

    @EventSourcingHandler
    void on(PlatformSettingsChanged event) {
        settingsId = event.settingsId();
        settings = event.settings();
    }
}
