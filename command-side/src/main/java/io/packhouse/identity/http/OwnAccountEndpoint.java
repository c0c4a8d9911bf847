package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.EmailChange;
import io.packhouse.identity.credential.PasswordChange;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.SecondFactorView;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.SessionView;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.validation.ValidName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The account of the caller.
@RestController
@RequestMapping("/api/v1/auth")
class OwnAccountEndpoint {

    private final Accounts accounts;
    private final PasswordChange passwordChange;
    private final EmailChange emailChange;
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final AccessTokenIssuer issuer;

    /// `scopes` are those of the token that asks; `secondFactor` is missing for an account without one.
    record Me(
            PersonId id,
            @Nullable String email,
            @Nullable String name,
            List<Role> roles,
            List<String> scopes,
            boolean emailVerified,
            @Nullable SecondFactorView secondFactor) {}

    record Profile(@NotNull @ValidName(max = 120) String name) {

        Profile {
            name = Name.normalize(name);
        }
    }

    record NewPassword(
            @NotNull @Size(max = 500) String currentPassword,
            @NotNull @Size(max = 500) String newPassword) {}

    record NewEmail(
            @NotNull @Size(max = 500) String password,
            @NotNull @Size(max = 254) String newEmail) {}

    record OwnSessions(List<SessionView> items) {}

    OwnAccountEndpoint(
            Accounts accounts,
            PasswordChange passwordChange,
            EmailChange emailChange,
            SecondFactors secondFactors,
            Sessions sessions,
            AccessTokenIssuer issuer) {
        this.accounts = accounts;
        this.passwordChange = passwordChange;
        this.emailChange = emailChange;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.issuer = issuer;
    }

    /// Who the caller is. A token of a person without an account has an id and scopes only.
    @GetMapping("/me")
    @RequiresScope("account")
    Me me(Caller caller) {
        return accounts.find(caller.person())
                .map(account -> me(account, caller))
                .orElseGet(() -> new Me(caller.person(), null, null, List.of(), scopes(caller), false, null));
    }

    /// Changes the name.
    @PutMapping("/profile")
    @RequiresScope("account")
    Me profile(@Valid @RequestBody Profile body, Caller caller) {
        return me(accounts.rename(caller.person(), body.name()), caller);
    }

    /// Changes the password and ends all other sessions. 401 when the current password is wrong.
    @PostMapping("/password")
    @RequiresScope("account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody NewPassword body, Caller caller, HttpServletRequest request) {
        passwordChange.change(
                caller.person(),
                issuer.sessionOf(request),
                body.currentPassword(),
                body.newPassword(),
                ClientOrigin.of(request));
    }

    /// Sends a link to the new address; the address changes when it is used.
    @PostMapping("/email")
    @RequiresScope("account")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeEmail(@Valid @RequestBody NewEmail body, Caller caller, HttpServletRequest request) {
        emailChange.request(caller.person(), body.password(), body.newEmail(), ClientOrigin.of(request));
    }

    /// Ends the session of this token: its refresh token and its access tokens do not work any more.
    @PostMapping("/logout")
    @RequiresScope("account")
    ResponseEntity<Void> logout(Caller caller, HttpServletRequest request) {
        var session = issuer.sessionOf(request);
        if (session == null) {
            throw new CommandRejectedException(CredentialRefusal.NO_SESSION);
        }
        sessions.signOut(caller.person(), session, ClientOrigin.of(request));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, issuer.expiredCookie())
                .build();
    }

    /// The sessions of the caller, the latest first; at most 50.
    @GetMapping("/sessions")
    @RequiresScope("account")
    OwnSessions sessions(Caller caller, HttpServletRequest request) {
        return new OwnSessions(sessions.list(caller.person(), issuer.sessionOf(request)));
    }

    /// Ends a session of the caller.
    @DeleteMapping("/sessions/{id}")
    @RequiresScope("account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String id, Caller caller, HttpServletRequest request) {
        if (!sessions.endOwn(caller.person(), id, ClientOrigin.of(request))) {
            throw new CommandRejectedException(CredentialRefusal.UNKNOWN_SESSION);
        }
    }

    private Me me(Account account, Caller caller) {
        return new Me(
                account.id(),
                account.email(),
                account.name(),
                account.roles(),
                scopes(caller),
                account.emailVerified(),
                secondFactors.view(account.id()));
    }

    private static List<String> scopes(Caller caller) {
        return caller.authorities().stream().sorted().toList();
    }
}
