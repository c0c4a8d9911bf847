package io.packhouse.app.security.apikey;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.identity.apikey.ApiKeys;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Authenticates a bearer token: an API key or a JWT. What prevents the check is answered as a problem of its own, not
/// as an invalid token.
public final class BearerTokenAuthenticator implements AuthenticationManager {

    private final AuthenticationProvider jwts;
    private final ApiKeys keys;

    public BearerTokenAuthenticator(AuthenticationProvider jwts, ApiKeys keys) {
        this.jwts = jwts;
        this.keys = keys;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var token = ((BearerTokenAuthenticationToken) authentication).getToken();
        return ApiKeys.isApiKey(token) ? withKey(token) : withJwt(authentication);
    }

    private Authentication withKey(String token) {
        try {
            var grant = keys.check(token);
            return grant.map(ApiKeyAuthentication::new)
                    .orElseThrow(() -> refused(new ProblemException(
                            Problem.UNAUTHENTICATED, "The API key is not valid: it is unknown, expired or revoked.")));
        } catch (DataAccessException e) {
            throw refused(new ProblemException(
                    Problem.STORE_UNAVAILABLE, "The API key could not be checked: the database did not respond."));
        }
    }

    private Authentication withJwt(Authentication authentication) {
        try {
            var authenticated = jwts.authenticate(authentication);
            if (authenticated == null) {
                throw new IllegalStateException("A bearer token was not checked");
            }
            return authenticated;
        } catch (AuthenticationServiceException e) {
            throw new InvalidBearerTokenException("The token could not be checked", e.getCause());
        }
    }

    private static InvalidBearerTokenException refused(ProblemException problem) {
        return new InvalidBearerTokenException(String.valueOf(problem.getMessage()), problem);
    }
}
