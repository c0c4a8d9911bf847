package io.packhouse.platform.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Platform aggregate.
public sealed interface PlatformSettingsCommand {

    /// Replaces all settings. The same ones again have no effect.
    record ChangePlatformSettings(@TargetAggregateIdentifier PlatformSettingsId settingsId, PlatformSettings settings)
            implements PlatformSettingsCommand {}

    /// Answered with [PlatformSettings], without an event. There are none before the first change.
    record GetPlatformSettings(@TargetAggregateIdentifier PlatformSettingsId settingsId)
            implements PlatformSettingsCommand {}
}
