package io.packhouse.app.security;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.door.Open;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signs a browser in with a token its owner has, for a working day at most, and out again.
@Controller
class SessionEndpoint {

    private static final Duration MOST = Duration.ofHours(8);

    private final JwtDecoder decoder;
    private final Clock clock;

    SessionEndpoint(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String page(@RequestParam(defaultValue = "/") String next, Model model) {
        model.addAttribute("next", LocalPath.of(next));
        return "sign-in";
    }

    @PostMapping(path = "/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Open
    ResponseEntity<Void> begin(
            @RequestParam String token,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request) {
        mustComeFromOurPages(request);
        var valid = Duration.between(clock.instant(), expiry(token.strip()));
        var kept = valid.compareTo(MOST) < 0 ? valid : MOST;
        return to(next, SessionCookie.begin(token.strip(), kept, request.isSecure()));
    }

    @PostMapping(path = "/session/end", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Open
    ResponseEntity<Void> end(HttpServletRequest request) {
        mustComeFromOurPages(request);
        return to("/", SessionCookie.end());
    }

    private Instant expiry(String token) {
        try {
            var expiry = decoder.decode(token).getExpiresAt();
            return expiry == null ? clock.instant().plus(MOST) : expiry;
        } catch (JwtException e) {
            throw new ProblemException(
                    Problem.UNAUTHENTICATED,
                    "The token is not valid: it may have expired or been signed elsewhere.");
        }
    }

    static void mustComeFromOurPages(HttpServletRequest request) {
        if (!SessionCookie.isFromOurPages(request)) {
            throw new ProblemException(
                    Problem.FORBIDDEN, "Only a page of this shop may sign a browser in or out.");
        }
    }

    static ResponseEntity<Void> to(String next, String cookie) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie)
                .location(LocalPath.of(next))
                .build();
    }
}
