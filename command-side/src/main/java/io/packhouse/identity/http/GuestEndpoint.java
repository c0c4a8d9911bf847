package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.guest.Guests;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Ordering without an account.
@RestController
@RequestMapping("/api/v1/auth")
class GuestEndpoint {

    private final Guests guests;
    private final TokenResponses responses;
    private final String url;

    /// `email` gets the e-mails about orders; it need not be free, and shows nothing of an account that has it.
    record NewGuest(
            @NotNull @Size(max = 254) String email,
            @Nullable @ValidName(max = 120, optional = true) String name) {

        NewGuest {
            name = Name.normalize(name);
        }
    }

    record ReturnToken(@NotNull @Size(max = 100) String token) {}

    /// `link` is a page of this shop, and `token` the part of it for `guest-return`.
    record KeptLink(String token, URI link, Instant expiresAt) {}

    GuestEndpoint(
            Guests guests,
            TokenResponses responses,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.guests = guests;
        this.responses = responses;
        this.url = url;
    }

    /// Begins the session of a new guest, who can place, read and pay their own orders. The refresh token renews it; a
    /// page of this shop gets a cookie too. 404 NO_GUESTS where only account holders may order; 429 after 30 guests
    /// of one network in 15 minutes.
    @PostMapping("/guest")
    @PublicEndpoint
    ResponseEntity<TokenResponses.Tokens> begin(@Valid @RequestBody NewGuest body, HttpServletRequest request) {
        var isBrowser = responses.isFromOurPages(request);
        var name = body.name() == null || body.name().isBlank() ? null : body.name();
        return responses.tokens(guests.begin(body.email(), name, ClientOrigin.of(request), isBrowser), request);
    }

    /// Begins another session of a guest by the token of a link, in an e-mail or from `guest-link`. It works until it
    /// expires or the guest has an account; then 422 `link-unusable`.
    @PostMapping("/guest-return")
    @PublicEndpoint
    ResponseEntity<TokenResponses.Tokens> returnBy(@Valid @RequestBody ReturnToken body, HttpServletRequest request) {
        var isBrowser = responses.isFromOurPages(request);
        return responses.tokens(guests.returnBy(body.token(), ClientOrigin.of(request), isBrowser), request);
    }

    /// A link for the guest to keep, with which they return. Who has it can see and cancel the orders of the guest.
    @PostMapping("/guest-link")
    @RequiresScope(Guests.SCOPE)
    ResponseEntity<KeptLink> link(Caller caller) {
        var kept = guests.link(caller.person(), "/account");
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new KeptLink(kept.token(), URI.create(url + kept.path()), kept.expiresAt()));
    }
}
