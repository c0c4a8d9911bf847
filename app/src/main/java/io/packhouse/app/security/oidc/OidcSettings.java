package io.packhouse.app.security.oidc;

import io.packhouse.engine.startup.StartupException;
import io.packhouse.identity.api.Role;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The authorization server whose tokens are accepted, and how their claims become a person and roles.
@ConfigurationProperties("packhouse.oidc")
record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("packhouse") String audience,
        @DefaultValue("sub") String subjectClaim,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue("") String roles,
        @DefaultValue("") String defaultRole,
        @DefaultValue Client client) {

    /// This shop at that server, for browsers; without an id it offers no sign-in there.
    record Client(
            @DefaultValue("") String id,
            @DefaultValue("") String secret,
            @DefaultValue("openid profile") String scope,
            @DefaultValue("your organization") String name) {

        Set<String> scopes() {
            return Stream.concat(Stream.of("openid"), Stream.of(scope.split("[ ,]+", -1)))
                    .filter(one -> !one.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String toString() {
            return "Client[id=" + id + "]";
        }
    }

    OidcSettings {
        issuer = issuer.strip();
        // An empty variable, as in a compose file, is one that is not set.
        audience = audience.isBlank() ? "packhouse" : audience.strip();
        subjectClaim = subjectClaim.isBlank() ? "sub" : subjectClaim.strip();
        roleClaim = roleClaim.isBlank() ? "roles" : roleClaim.strip();
        if (issuer.isEmpty() && !client.id().isBlank()) {
            throw refused(
                    "packhouse.oidc.client.id is set without packhouse.oidc.issuer.",
                    "Set PACKHOUSE_OIDC_ISSUER to the address of the authorization server, or remove the client.");
        }
    }

    boolean isEnabled() {
        return !issuer.isEmpty();
    }

    boolean hasClient() {
        return !client.id().isBlank();
    }

    /// The roles by value of the claim, from `<value>=<ROLE>, …`: one text, because names of variables cannot contain
    /// every value.
    Map<String, Role> roleByValue() {
        return Stream.of(roles.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableMap(OidcSettings::value, OidcSettings::role, (_, last) -> last));
    }

    @Nullable
    Role roleOfEverybody() {
        return defaultRole.isBlank() ? null : Role.valueOf(defaultRole.strip());
    }

    private static String value(String entry) {
        return entry.substring(0, Math.max(0, entry.lastIndexOf('='))).strip();
    }

    private static Role role(String entry) {
        var name = entry.substring(entry.lastIndexOf('=') + 1).strip();
        if (!value(entry).isEmpty()) {
            for (var role : Role.values()) {
                if (role.name().equals(name)) {
                    return role;
                }
            }
        }
        throw refused(
                "packhouse.oidc.roles contains \"%s\", which is not <value of the claim>=<role>.".formatted(entry),
                "Write it as shop-admins=ADMIN,warehouse=LOGISTICS; docs/identity.md lists the roles.");
    }

    private static StartupException refused(String sentence, String advice) {
        return new StartupException(StartupException.Reason.BAD_SETTING, sentence, advice);
    }
}
