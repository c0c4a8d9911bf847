package io.packhouse.app.deploy;

import java.util.Set;

/// Settings that docker-compose.yml and docs/go-live.md name before the engine reads them.
public final class AwaitedSettings {

    public static final Set<String> NAMES = Set.of(
            "PACKHOUSE_MAIL_HOST",
            "PACKHOUSE_MAIL_PORT",
            "PACKHOUSE_MAIL_ENCRYPTION",
            "PACKHOUSE_MAIL_USERNAME",
            "PACKHOUSE_MAIL_PASSWORD",
            "PACKHOUSE_MAIL_FROM",
            "PACKHOUSE_OIDC_ISSUER",
            "PACKHOUSE_OIDC_AUDIENCE",
            "PACKHOUSE_OIDC_ROLE_CLAIM",
            "PACKHOUSE_OIDC_ROLES");

    private AwaitedSettings() {}
}
