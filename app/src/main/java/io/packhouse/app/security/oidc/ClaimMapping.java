package io.packhouse.app.security.oidc;

import io.packhouse.app.security.TokenClaims;
import io.packhouse.identity.api.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// Turns verified claims of an issuer into a person with roles. Scopes follow from roles alone: a scope that the issuer
/// invents has no effect.
final class ClaimMapping {

    private static final int LONGEST_NAME = 200;

    private final String issuer;
    private final String subjectClaim;
    private final String roleClaim;
    private final Map<String, Role> roleByValue;
    private final @Nullable Role everybody;

    ClaimMapping(OidcSettings settings) {
        issuer = settings.issuer();
        subjectClaim = settings.subjectClaim();
        roleClaim = settings.roleClaim();
        roleByValue = settings.roleByValue();
        everybody = settings.roleOfEverybody();
    }

    boolean givesRoles() {
        return everybody != null || !roleByValue.isEmpty();
    }

    String subjectClaim() {
        return subjectClaim;
    }

    ForeignIdentity identity(Map<String, Object> claims) {
        var subject = String.valueOf(claims.get(subjectClaim));
        return new ForeignIdentity(ForeignIdentity.person(issuer, subject), name(claims), roles(claims));
    }

    /// The token in the shape of the engine's own, with the issuer's own validity and without the issuer's session.
    Jwt mapped(Jwt verified) {
        var identity = identity(verified.getClaims());
        return Jwt.withTokenValue(verified.getTokenValue())
                .header("alg", verified.getHeaders().get("alg"))
                .issuer(issuer)
                .audience(List.of(TokenClaims.AUDIENCE))
                .subject(identity.person().value())
                .issuedAt(verified.getIssuedAt())
                .expiresAt(verified.getExpiresAt())
                .claim("name", identity.name())
                .claim("roles", identity.roles().stream().map(Role::name).toList())
                .claim("scope", Role.scopes(identity.roles()))
                .build();
    }

    private List<Role> roles(Map<String, Object> claims) {
        var named = values(claims).map(roleByValue::get).filter(Objects::nonNull);
        return Stream.concat(Stream.ofNullable(everybody), named)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<String> values(Map<String, Object> claims) {
        return switch (claim(claims)) {
            case String text -> Stream.concat(Stream.of(text), Stream.of(text.split(" ", -1)));
            case Collection<?> all ->
                all.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }

    /// By its name, or by a path such as `realm_access.roles`. Names of claims may contain dots themselves.
    private @Nullable Object claim(Map<String, Object> claims) {
        if (claims.containsKey(roleClaim)) {
            return claims.get(roleClaim);
        }
        Object value = claims;
        for (var step : roleClaim.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static String name(Map<String, Object> claims) {
        return Stream.of("name", "preferred_username")
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
                .findFirst()
                .orElse("");
    }
}
