package io.packhouse.platform.api;

import org.jspecify.annotations.Nullable;

/// What administrators can change without a restart.
///
/// @param shopName 1 to 60 characters, in the head and the title of each page
/// @param supportEmail where customers get help, in the foot of each page; null for none
/// @param notice at most 200 characters at the top of each page, such as an announced maintenance; null for none
/// @param registrationOpen whether visitors can make accounts; if not, only administrators do
public record PlatformSettings(
        String shopName,
        @Nullable String supportEmail,
        @Nullable String notice,
        boolean registrationOpen) {

    /// Until an administrator changes them.
    public static final PlatformSettings DEFAULTS = new PlatformSettings("Packhouse", null, null, true);
}
