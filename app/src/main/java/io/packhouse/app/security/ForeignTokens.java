package io.packhouse.app.security;

import org.springframework.security.oauth2.jwt.Jwt;

/// Tokens of another issuer.
public interface ForeignTokens {

    /// Whether a token that names this issuer is to be checked with the keys of that issuer.
    boolean isFrom(String issuer);

    /// The token in the shape of the engine's own: a person, roles and their scopes.
    Jwt decode(String token);
}
