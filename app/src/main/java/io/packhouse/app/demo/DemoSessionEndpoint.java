package io.packhouse.app.demo;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.app.security.SafeRedirect;
import io.packhouse.app.security.SessionCookie;
import io.packhouse.engine.http.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Demo only: signs a browser in as the demo's customer, and sends simulated customers. These
/// endpoints do not exist outside the demo.
@Controller
@Profile("demo")
class DemoSessionEndpoint {

    private static final Duration VALID = Duration.ofHours(2);

    private final JwtIssuer tokens;
    private final DemoShoppers visitors;

    DemoSessionEndpoint(JwtIssuer tokens, DemoShoppers visitors) {
        this.tokens = tokens;
        this.visitors = visitors;
    }

    @PostMapping(path = "/demo/session", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> begin(@RequestParam(defaultValue = "/packs") String next, HttpServletRequest request) {
        if (!SessionCookie.isFromOurPages(request)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        var person = DemoPerson.buyers().getFirst();
        var token = tokens.mint(person.id(), person.name(), person.role(), VALID);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.begin(token, VALID, request.isSecure()))
                .location(SafeRedirect.of(next))
                .build();
    }

    /// Simulates twenty customers, one after the other.
    @PostMapping(path = "/demo/visitors", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @PublicEndpoint
    ResponseEntity<Void> visitors(HttpServletRequest request) {
        if (!SessionCookie.isFromOurPages(request)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        visitors.startVisit();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(SafeRedirect.of("/"))
                .build();
    }
}
