package io.packhouse.app.security;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.shared.api.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/// Access tokens of sessions, signed with the key of the data folder.
@Component
class SessionTokenIssuer implements AccessTokenIssuer {

    private final JwtIssuer tokens;

    SessionTokenIssuer(JwtIssuer tokens) {
        this.tokens = tokens;
    }

    @Override
    public String issue(PersonId person, String name, List<Role> roles, String sessionId, Duration valid) {
        return tokens.mint(person, name, roles, valid, sessionId);
    }

    @Override
    public @Nullable String sessionOf(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsString(TokenClaims.SESSION)
                : null;
    }

    @Override
    public boolean isFromOurPages(HttpServletRequest request) {
        return SessionCookie.isFromOurPages(request);
    }

    @Override
    public String cookie(String token, Duration valid, boolean secure) {
        return SessionCookie.begin(token, valid, secure);
    }

    @Override
    public String expiredCookie() {
        return SessionCookie.end();
    }

    @Override
    public URI localPath(String wanted) {
        return SafeRedirect.of(wanted);
    }
}
