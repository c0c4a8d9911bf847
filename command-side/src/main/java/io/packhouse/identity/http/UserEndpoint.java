package io.packhouse.identity.http;

import static io.packhouse.identity.api.IdentityRefusal.OWN_ACCOUNT;
import static io.packhouse.identity.api.IdentityRefusal.UNKNOWN_ACCOUNT;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.PersonCommand.*;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Administration of accounts: roles, deactivation, erasure.
@RestController
@RequestMapping("/api/v1/users")
class UserEndpoint {

    private static final String MANAGE = "accounts:manage";

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;

    record Profile(@NotNull @ValidName(max = 120) String name) {

        Profile {
            name = Name.normalize(name);
        }
    }

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    UserEndpoint(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
    }

    /// Changes the name: of the caller's own account, or of any for administrators. 404 UNKNOWN_ACCOUNT.
    @PutMapping("/{id}/profile")
    @RequiresScope("account")
    ResponseEntity<CommandReceipt> changeProfile(
            @PathVariable PersonId id, @Valid @RequestBody Profile body, Caller caller) {
        if (!caller.may(MANAGE) && !id.value().equals(caller.actor())) {
            throw new CommandRejectedException(UNKNOWN_ACCOUNT, Map.of("personId", id.value()));
        }
        return accept(new ChangeName(id, personalDataCipher.seal(id, body.name())), id, caller);
    }

    /// Grants a role; tokens issued from now on have it. 422 ROLE_NOT_GRANTABLE for METRICS; 409 OWN_ACCOUNT for the
    /// caller's own account.
    @PutMapping("/{id}/roles/{role}")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> grantRole(@PathVariable PersonId id, @PathVariable Role role, Caller caller) {
        requireAnother(id, caller);
        return accept(new GrantRole(id, role), id, caller);
    }

    /// Revokes a role. 409 LAST_ROLE; 409 OWN_ACCOUNT for the caller's own role ADMIN, so that one administrator
    /// always remains.
    @DeleteMapping("/{id}/roles/{role}")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> revokeRole(@PathVariable PersonId id, @PathVariable Role role, Caller caller) {
        if (role == Role.ADMIN) {
            requireAnother(id, caller);
        }
        return accept(new RevokeRole(id, role), id, caller);
    }

    /// Ends all sessions of the person, who can no longer sign in. 409 OWN_ACCOUNT.
    @PostMapping("/{id}/deactivate")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> deactivate(
            @PathVariable PersonId id, @Valid @RequestBody Reason body, Caller caller) {
        requireAnother(id, caller);
        return accept(new DeactivateAccount(id, personalDataCipher.seal(id, body.reason())), id, caller);
    }

    /// The same as deactivating it without a reason: an account is never deleted, because its history stays.
    @DeleteMapping("/{id}")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> delete(@PathVariable PersonId id, Caller caller) {
        return deactivate(id, new Reason("deleted"), caller);
    }

    @PostMapping("/{id}/reactivate")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> reactivate(@PathVariable PersonId id, Caller caller) {
        return accept(new ReactivateAccount(id), id, caller);
    }

    /// Erases a person for ever, with or without an account: their personal values become unreadable everywhere, in
    /// backups too; orders and totals stay. Repeating it erases what was written since then. 409 OWN_ACCOUNT.
    @PostMapping("/{id}/erase")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> erase(@PathVariable PersonId id, Caller caller) {
        requireAnother(id, caller);
        return accept(new ErasePerson(id), id, caller);
    }

    private ResponseEntity<CommandReceipt> accept(Object command, PersonId id, Caller caller) {
        return dispatcher.accept(command, caller.concerning(id));
    }

    private static void requireAnother(PersonId id, Caller caller) {
        if (id.value().equals(caller.actor())) {
            throw new CommandRejectedException(OWN_ACCOUNT);
        }
    }
}
