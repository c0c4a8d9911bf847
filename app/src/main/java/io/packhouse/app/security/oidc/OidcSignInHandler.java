package io.packhouse.app.security.oidc;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.app.security.SessionCookie;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Ends the sign-in of a browser at the issuer: with the engine's own session cookie, or with a page that explains why
/// not.
final class OidcSignInHandler implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignInHandler.class);
    private static final Duration VALID = Duration.ofHours(12);

    private final ClaimMapping mapping;
    private final JwtIssuer tokens;
    private final Sessions sessions;

    OidcSignInHandler(ClaimMapping mapping, JwtIssuer tokens, Sessions sessions) {
        this.mapping = mapping;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        var claims = ((OidcUser) authentication.getPrincipal()).getIdToken().getClaims();
        if (!(claims.get(mapping.subjectClaim()) instanceof String)) {
            redirect(OidcSignInFailure.FAILED.address(), response);
            return;
        }
        var identity = mapping.identity(claims);
        if (identity.roles().isEmpty()) {
            redirect(OidcSignInFailure.NO_ROLE.address(), response);
            return;
        }
        var session = sessions.begin(identity.person(), ClientOrigin.of(request), true);
        var token = tokens.mint(identity.person(), identity.name(), identity.roles(), VALID, session.sessionId());
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.begin(token, VALID, request.isSecure()));
        redirect(
                request.getAttribute(AuthorizationRequestCookie.NEXT) instanceof URI next ? next : URI.create("/"),
                response);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        var code = exception instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "";
        LOG.info("A sign-in at the identity provider failed: {} {}", code, exception.getMessage());
        redirect(OidcSignInFailure.of(code).address(), response);
    }

    private static void redirect(URI to, HttpServletResponse response) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, to.toString());
    }
}
