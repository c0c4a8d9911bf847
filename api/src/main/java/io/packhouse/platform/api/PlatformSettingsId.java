package io.packhouse.platform.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Id of the platform settings, of which each installation has one: `set_platform`.
public record PlatformSettingsId(@JsonValue String value) {

    public static final PlatformSettingsId ONLY = new PlatformSettingsId("set_platform");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlatformSettingsId {
        if (!value.equals("set_platform")) {
            throw new IllegalArgumentException("not the id of the platform settings (set_platform): " + value);
        }
    }

    @Override
    public String toString() {
        return value; // Axon stores and associates by this text.
    }
}
