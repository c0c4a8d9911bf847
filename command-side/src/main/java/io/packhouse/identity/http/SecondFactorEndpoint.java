package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.identity.credential.SecondFactorChange;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.Enrolment;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The second factor of one's own account, and its removal by administrators. Each change ends the other sessions.
@RestController
class SecondFactorEndpoint {

    private static final String PATH = "/api/v1/auth/second-factor";

    private final SecondFactorChange change;
    private final AccessTokenIssuer issuer;

    record CurrentPassword(@NotNull @Size(max = 500) String password) {}

    record FirstCode(@NotNull @Size(max = 50) String code) {}

    /// `code` is that of the authenticator app, or a recovery code.
    record PasswordAndCode(
            @NotNull @Size(max = 500) String password,
            @NotNull @Size(max = 50) String code) {}

    /// Each works once.
    record NewRecoveryCodes(List<String> recoveryCodes) {}

    SecondFactorEndpoint(SecondFactorChange change, AccessTokenIssuer issuer) {
        this.change = change;
        this.issuer = issuer;
    }

    /// Begins to add a second factor: enter the secret into an authenticator app (TOTP, SHA-1, six digits, thirty
    /// seconds), and confirm it with a code within an hour. 409 SECOND_FACTOR_EXISTS.
    @PostMapping(PATH)
    @RequiresScope("account")
    ResponseEntity<Enrolment> begin(
            @Valid @RequestBody CurrentPassword body, Caller caller, HttpServletRequest request) {
        return secret(change.begin(caller.person(), body.password(), ClientOrigin.of(request)));
    }

    /// Adds the second factor: from now on a sign-in needs a code. The recovery codes are in this answer only. 422
    /// `code-wrong`; 409 NO_ENROLMENT.
    @PostMapping(PATH + "/confirm")
    @RequiresScope("account")
    ResponseEntity<NewRecoveryCodes> confirm(
            @Valid @RequestBody FirstCode body, Caller caller, HttpServletRequest request) {
        return secret(new NewRecoveryCodes(
                change.confirm(caller.person(), issuer.sessionOf(request), body.code(), ClientOrigin.of(request))));
    }

    /// Replaces the recovery codes; the new ones are in this answer only. 401 for a wrong password or code; 409
    /// NO_SECOND_FACTOR.
    @PostMapping(PATH + "/recovery-codes")
    @RequiresScope("account")
    ResponseEntity<NewRecoveryCodes> replaceRecoveryCodes(
            @Valid @RequestBody PasswordAndCode body, Caller caller, HttpServletRequest request) {
        return secret(new NewRecoveryCodes(change.replaceRecoveryCodes(
                caller.person(), issuer.sessionOf(request), body.password(), body.code(), ClientOrigin.of(request))));
    }

    /// Removes the second factor: a sign-in needs the password only. 401 for a wrong password or code; 409
    /// NO_SECOND_FACTOR.
    @PostMapping(PATH + "/remove")
    @RequiresScope("account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@Valid @RequestBody PasswordAndCode body, Caller caller, HttpServletRequest request) {
        change.remove(
                caller.person(), issuer.sessionOf(request), body.password(), body.code(), ClientOrigin.of(request));
    }

    /// Removes the second factor and the passkeys of a person who lost the device, and ends their sessions. Repeating
    /// it has no effect. 409 OWN_ACCOUNT; 404 UNKNOWN_ACCOUNT.
    @DeleteMapping("/api/v1/users/{id}/second-factor")
    @RequiresScope("accounts:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeOf(@PathVariable PersonId id, Caller caller, HttpServletRequest request) {
        if (id.value().equals(caller.actor())) {
            throw new CommandRejectedException(IdentityRefusal.OWN_ACCOUNT);
        }
        change.removeOf(id, caller.actor(), ClientOrigin.of(request));
    }

    private static <T> ResponseEntity<T> secret(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
