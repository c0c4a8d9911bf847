package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.identity.credential.AccountRequests;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.PasswordChange;
import io.packhouse.identity.credential.SignIn;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.guest.Guests;
import io.packhouse.identity.credential.guest.VerificationLinks;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Registration and sign-in. No answer shows whether an address has an account.
@RestController
@RequestMapping("/api/v1/auth")
class AuthenticationEndpoint {

    private static final String CHECK_MAIL = "An e-mail was sent to that address, if it can be used.";

    private final AccountRequests requests;
    private final SignIn signIn;
    private final VerificationLinks verificationLinks;
    private final PasswordChange passwordChange;
    private final Guests guests;
    private final TokenResponses responses;

    record Registration(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 500) String password,
            @NotNull @ValidName(max = 120) String name) {

        Registration {
            name = Name.normalize(name);
        }
    }

    record Login(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 500) String password) {}

    record Code(
            @NotNull @Size(max = 100) String challenge,
            @NotNull @Size(max = 50) String code) {}

    record Refresh(@NotNull @Size(max = 100) String refreshToken) {}

    record Address(@NotNull @Size(max = 254) String email) {}

    record Link(@NotNull @Size(max = 100) String token) {}

    record Reset(
            @NotNull @Size(max = 100) String token,
            @NotNull @Size(max = 500) String password) {}

    /// The same for every address.
    record Accepted(String message) {}

    AuthenticationEndpoint(
            AccountRequests requests,
            SignIn signIn,
            VerificationLinks verificationLinks,
            PasswordChange passwordChange,
            Guests guests,
            TokenResponses responses) {
        this.requests = requests;
        this.signIn = signIn;
        this.verificationLinks = verificationLinks;
        this.passwordChange = passwordChange;
        this.guests = guests;
        this.responses = responses;
    }

    /// Registers a customer, who must then use the link in the e-mail. An address that has an account gets an e-mail
    /// about that instead. A guest who sends the guest's token keeps id, orders and points in the account. 422 with
    /// the reason for a password that is too short, too long or too easy to guess.
    @PostMapping("/register")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.CREATED)
    Accepted register(@Valid @RequestBody Registration body, Caller caller, HttpServletRequest request) {
        var guest = guests.find(caller).map(Account::id).orElse(null);
        requests.register(body.email(), body.password(), body.name(), guest, ClientOrigin.of(request));
        return new Accepted(CHECK_MAIL);
    }

    /// Begins a session: an access token for ten minutes and a refresh token. A page of this shop gets a cookie too.
    /// 401 `sign-in-rejected` for every reason; 401 `second-factor-required` with a `challenge` when the password
    /// is right and a code must follow; 429 after 5 failures in 15 minutes.
    @PostMapping("/login")
    @PublicEndpoint
    ResponseEntity<TokenResponses.Tokens> login(@Valid @RequestBody Login body, HttpServletRequest request) {
        var isBrowser = responses.isFromOurPages(request);
        return responses.tokens(
                signIn.signIn(body.email(), body.password(), ClientOrigin.of(request), isBrowser), request);
    }

    /// Begins the session of an account with a second factor: `code` is that of the authenticator app, or a
    /// recovery code. A challenge is valid for five minutes and five codes, then 422 `challenge-unusable`.
    /// 401 for a code that is wrong or was used before; 429 after 5 wrong ones in 15 minutes.
    @PostMapping("/login/second-factor")
    @PublicEndpoint
    ResponseEntity<TokenResponses.Tokens> loginWithSecondFactor(
            @Valid @RequestBody Code body, HttpServletRequest request) {
        var isBrowser = responses.isFromOurPages(request);
        return responses.tokens(
                signIn.complete(body.challenge(), body.code(), ClientOrigin.of(request), isBrowser), request);
    }

    /// Exchanges the refresh token for new tokens. Each works once; using one again ends the session.
    @PostMapping("/refresh")
    @PublicEndpoint
    ResponseEntity<TokenResponses.Tokens> refresh(@Valid @RequestBody Refresh body, HttpServletRequest request) {
        return responses.tokens(signIn.refresh(body.refreshToken(), ClientOrigin.of(request)), request);
    }

    /// Uses the link of an e-mail to verify an address. Programs that scan e-mails open links with GET, which changes
    /// nothing.
    @PostMapping("/verify-email")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verifyEmail(@Valid @RequestBody Link body, HttpServletRequest request) {
        verificationLinks.use(body.token(), ClientOrigin.of(request));
    }

    /// Sends another link to an address that is not verified.
    @PostMapping("/resend-verification")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted resendVerification(@Valid @RequestBody Address body, HttpServletRequest request) {
        requests.resendVerification(body.email(), ClientOrigin.of(request));
        return new Accepted(CHECK_MAIL);
    }

    /// Sends a link to set a new password.
    @PostMapping("/forgot-password")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted forgotPassword(@Valid @RequestBody Address body, HttpServletRequest request) {
        requests.resetPassword(body.email(), ClientOrigin.of(request));
        return new Accepted(CHECK_MAIL);
    }

    /// Sets the password by the link of an e-mail, once, and ends all sessions.
    @PostMapping("/reset-password")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(@Valid @RequestBody Reset body, HttpServletRequest request) {
        passwordChange.reset(body.token(), body.password(), ClientOrigin.of(request));
    }
}
