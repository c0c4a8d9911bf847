package io.packhouse.app.security.oidc;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.http.PublicEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a browser sees when the sign-in at the issuer fails.
@Controller
@ConditionalOnExpression(OidcConfiguration.HAS_CLIENT)
class OidcSignInEndpoint {

    /// Only while the issuer is not known: otherwise a filter redirects the browser to it.
    @GetMapping(path = "/oauth2/authorization/" + OidcClient.ID, produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> unavailable(@RequestParam(defaultValue = "/") String next) {
        throw new ProblemException(
                Problem.ISSUER_UNAVAILABLE,
                "The identity provider does not respond. Try to sign in again in a moment.");
    }

    @GetMapping(path = OidcSignInFailure.PATH, produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> failed(@RequestParam OidcSignInFailure reason) {
        throw reason.problem();
    }
}
