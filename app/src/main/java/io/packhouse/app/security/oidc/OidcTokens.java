package io.packhouse.app.security.oidc;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import io.packhouse.app.security.ForeignTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Access tokens of the issuer.
final class OidcTokens implements ForeignTokens {

    private final String name;
    private final OidcIssuer issuer;
    private final OidcTokenClaims claims;
    private final ClaimMapping mapping;
    private volatile @Nullable NimbusJwtDecoder decoder;

    OidcTokens(String name, OidcIssuer issuer, OidcTokenClaims claims, ClaimMapping mapping) {
        this.name = name;
        this.issuer = issuer;
        this.claims = claims;
        this.mapping = mapping;
    }

    @Override
    public boolean isFrom(String issuer) {
        return name.equals(issuer);
    }

    @Override
    public Jwt decode(String token) {
        try {
            return mapping.mapped(decoder().decode(token));
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            if (e.getCause() instanceof RateLimitReachedException) {
                throw new BadJwtException("The key of the token is unknown", e);
            }
            throw new IssuerUnavailableException(name);
        }
    }

    private NimbusJwtDecoder decoder() {
        var known = decoder;
        if (known == null) {
            known = issuer.provider().decoder();
            known.setJwtValidator(claims);
            decoder = known;
        }
        return known;
    }
}
