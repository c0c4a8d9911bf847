package io.packhouse.app.security.oidc;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import java.net.URI;

/// Why a browser was not signed in after its visit at the issuer.
enum OidcSignInFailure {
    DENIED("The sign-in at the identity provider was cancelled or denied."),
    EXPIRED("The sign-in took longer than ten minutes, or was begun in another browser."),
    NO_ROLE("You are known to the identity provider, but have no role in this shop."),
    FAILED("The answer of the identity provider could not be used.");

    static final String PATH = "/sign-in/failed";

    private final String sentence;

    OidcSignInFailure(String sentence) {
        this.sentence = sentence;
    }

    static OidcSignInFailure of(String errorCode) {
        return switch (errorCode) {
            case "access_denied" -> DENIED;
            case "authorization_request_not_found" -> EXPIRED;
            default -> FAILED;
        };
    }

    URI address() {
        return URI.create(PATH + "?reason=" + name());
    }

    ProblemException problem() {
        var hint = this == NO_ROLE ? "Ask the administrator of this shop for a role." : "Sign in again, at /sign-in.";
        return new ProblemException(Problem.FORBIDDEN, sentence).hinting(hint);
    }
}
