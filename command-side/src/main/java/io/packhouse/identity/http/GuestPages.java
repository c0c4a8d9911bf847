package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.credential.SignIn.SignedIn;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.guest.Guests;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages to order without an account, to return by a link, and to get such a link. Opening a link changes nothing:
/// the button on its page does. The page shows whose link it is, because a stranger may have sent it.
@Controller
class GuestPages {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String HTML = MediaType.TEXT_HTML_VALUE;
    private static final String PAGE = "guest";

    private final Guests guests;
    private final TokenResponses responses;
    private final AccessTokenIssuer issuer;
    private final FormAttempts attempts;
    private final String url;

    GuestPages(
            Guests guests,
            TokenResponses responses,
            AccessTokenIssuer issuer,
            FormAttempts attempts,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.guests = guests;
        this.responses = responses;
        this.issuer = issuer;
        this.attempts = attempts;
        this.url = url;
    }

    /// With a token the page to return with, otherwise the one to begin with.
    @GetMapping(path = "/guest", produces = HTML)
    @PublicEndpoint
    String page(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            Caller caller,
            HttpServletResponse response) {
        if (token.isEmpty()) {
            guests.requireEnabled();
        } else {
            guests.of(token).ifPresent(guest -> {
                model.addAttribute("guest", guests.maskedAddress(guest).orElse(null));
                model.addAttribute("isSame", guest.value().equals(caller.actor()));
            });
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("token", token);
        model.addAttribute("next", issuer.localPath(next));
        return PAGE;
    }

    @PostMapping(path = "/guest", consumes = FORM)
    @PublicEndpoint
    Object begin(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("email", email);
        return run(next, model, request, response, () -> guests.begin(email, null, ClientOrigin.of(request), true));
    }

    @PostMapping(path = "/guest/return", consumes = FORM)
    @PublicEndpoint
    Object returnBy(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("token", token);
        return run(next, model, request, response, () -> guests.returnBy(token, ClientOrigin.of(request), true));
    }

    /// Shows a link to keep, once: only its hash is stored.
    @PostMapping(path = "/guest/link", consumes = FORM)
    @RequiresScope(Guests.SCOPE)
    String link(
            @RequestParam(defaultValue = "/account") String next,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var local = issuer.localPath(next);
        var kept = guests.link(caller.person(), local.getPath());
        model.addAttribute("next", local);
        model.addAttribute("link", url + kept.path());
        model.addAttribute("expiresAt", kept.expiresAt());
        return PAGE;
    }

    private Object run(
            String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<SignedIn> session) {
        attempts.requireOurPage(request);
        model.addAttribute("next", issuer.localPath(next));
        return attempts.run(
                PAGE,
                model,
                response,
                () -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.SET_COOKIE, responses.cookie(session.get(), request))
                        .location(issuer.localPath(next))
                        .build());
    }
}
