package io.packhouse.app.security;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Decodes a token with the keys of the issuer that it names. The name is not trusted: it only decides which keys must
/// have signed it, and each decoder accepts its own issuer alone.
final class IssuerRoutingJwtDecoder implements JwtDecoder {

    private final JwtDecoder own;
    private final @Nullable ForeignTokens foreign;

    IssuerRoutingJwtDecoder(JwtDecoder own, @Nullable ForeignTokens foreign) {
        this.own = own;
        this.foreign = foreign;
    }

    @Override
    public Jwt decode(String token) {
        return foreign != null && foreign.isFrom(issuer(token)) ? foreign.decode(token) : own.decode(token);
    }

    /// Empty when the token cannot be read; the own decoder gives the reason.
    private static String issuer(String token) {
        try {
            var issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
            return issuer == null ? "" : issuer;
        } catch (ParseException e) {
            return "";
        }
    }
}
