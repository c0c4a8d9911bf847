package io.packhouse.platform.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Platform aggregate.
public sealed interface PlatformSettingsCommand {

    /// Replaces all settings. The same ones again have no effect.
    record ChangePlatformSettings(@TargetAggregateIdentifier PlatformSettingsId settingsId, PlatformSettings settings)
            implements PlatformSettingsCommand {}
}
