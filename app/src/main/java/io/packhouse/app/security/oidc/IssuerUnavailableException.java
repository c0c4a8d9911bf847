package io.packhouse.app.security.oidc;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import org.springframework.security.oauth2.jwt.JwtException;

/// A token cannot be checked now, because its issuer does not respond. It may be valid.
final class IssuerUnavailableException extends JwtException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(String issuer) {
        super(
                "The identity provider " + issuer + " does not respond.",
                new ProblemException(
                        Problem.ISSUER_UNAVAILABLE, "The identity provider that issued the token does not respond."));
    }
}
