package io.packhouse.platform.api;

import org.axonframework.serialization.Revision;

/// Events of the Platform aggregate. Names and shapes are permanent.
public sealed interface PlatformSettingsEvent {

    PlatformSettingsId settingsId();

    /// An administrator changed settings; `settings` are all of them as they are now.
    @Revision("1")
    record PlatformSettingsChanged(PlatformSettingsId settingsId, PlatformSettings settings)
            implements PlatformSettingsEvent {}
}
