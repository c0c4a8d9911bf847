package io.packhouse.app.security.oidc;

import io.packhouse.app.security.TokenClaims;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// Validates the claims of the issuer's access tokens. An ID token is for the client that asked for it, and no access.
final class OidcTokenClaims implements OAuth2TokenValidator<Jwt> {

    private static final int LONGEST_SUBJECT = 255;

    private final String issuer;
    private final String audience;
    private final String subjectClaim;
    private final Clock clock;

    OidcTokenClaims(OidcSettings settings, Clock clock) {
        issuer = settings.issuer();
        audience = settings.audience();
        subjectClaim = settings.subjectClaim();
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var claims = token.getClaims();
        return TokenClaims.result(Stream.of(
                        TokenClaims.wrongTime(token, clock.instant()),
                        TokenClaims.unless(issuer.equals(claims.get("iss")), "Its issuer (iss) is not known here."),
                        TokenClaims.unless(
                                claims.get("aud") instanceof List<?> all && all.contains(audience),
                                "It is not meant for this shop (aud)."),
                        TokenClaims.unless(
                                claims.get("at_hash") == null && claims.get("c_hash") == null,
                                "It is an ID token (at_hash); send the access token."),
                        TokenClaims.unless(
                                claims.get(subjectClaim) instanceof String subject
                                        && !subject.isBlank()
                                        && subject.length() <= LONGEST_SUBJECT,
                                "Its subject (" + subjectClaim + ") is missing."))
                .flatMap(Optional::stream)
                .findFirst());
    }
}
