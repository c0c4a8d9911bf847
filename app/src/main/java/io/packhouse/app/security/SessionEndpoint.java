package io.packhouse.app.security;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signs a browser in with a token for at most twelve hours, and out again: the cookie has its own token that expires
/// with it, and belongs to a session that signing out ends, with all copies of the cookie.
@Controller
class SessionEndpoint {

    private static final Duration MOST = Duration.ofHours(12);

    private final JwtDecoder decoder;
    private final JwtIssuer tokens;
    private final Sessions sessions;
    private final Clock clock;

    SessionEndpoint(JwtDecoder decoder, JwtIssuer tokens, Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.decoder = decoder;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String page(@RequestParam(defaultValue = "/") String next, Model model) {
        model.addAttribute("next", SafeRedirect.of(next));
        return "sign-in";
    }

    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> begin(
            @RequestParam String token, @RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        requireSameOrigin(request);
        var given = decoded(token.strip());
        var expiry = given.getExpiresAt();
        var valid = expiry == null ? MOST : Duration.between(clock.instant(), expiry);
        var kept = valid.compareTo(MOST) < 0 ? valid : MOST;
        var cookie = tokens.shortened(given, kept, session(given, request));
        return to(next, SessionCookie.begin(cookie, kept, request.isSecure()));
    }

    @PostMapping(path = "/session/end", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> end(HttpServletRequest request) {
        requireSameOrigin(request);
        if (request.getUserPrincipal() instanceof JwtAuthenticationToken token) {
            var session = token.getToken().getClaimAsString(TokenClaims.SESSION);
            if (session != null) {
                sessions.signOut(new PersonId(token.getName()), session, ClientOrigin.of(request));
            }
        }
        return to("/", SessionCookie.end());
    }

    /// The one of the token, or a new one: tokens of other issuers and of the command line have none.
    private String session(Jwt given, HttpServletRequest request) {
        var known = given.getClaimAsString(TokenClaims.SESSION);
        return known == null
                ? sessions.begin(new PersonId(given.getSubject()), ClientOrigin.of(request), true)
                        .sessionId()
                : known;
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            throw ProblemException.badToken(e);
        }
    }

    static void requireSameOrigin(HttpServletRequest request) {
        if (!SessionCookie.isFromOurPages(request)) {
            throw new ProblemException(Problem.FORBIDDEN, "Only a page of this shop may sign a browser in or out.");
        }
    }

    static ResponseEntity<Void> to(String next, String cookie) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie)
                .location(SafeRedirect.of(next))
                .build();
    }
}
