package io.packhouse.identity.command;

import static io.packhouse.identity.api.IdentityRefusal.*;

import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.AccountView;
import io.packhouse.identity.api.PersonCommand.*;
import io.packhouse.identity.api.PersonEvent;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// State and decisions of one person. Pure: commands in, events out.
final class PersonState {

    private @Nullable EncryptedPersonal<String> email;
    private @Nullable EncryptedPersonal<String> name;
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private AccountStatus status = AccountStatus.ACTIVE;
    private boolean isEmailVerified;

    List<PersonEvent> decide(CreateGuest command) {
        requireNotErased();
        return email != null
                ? List.of() // A repeat.
                : List.of(new GuestCreated(command.personId(), command.email(), command.name()));
    }

    List<PersonEvent> decide(RegisterAccount command) {
        requireNotErased();
        requireGrantable(command.role());
        return hasAccount()
                ? List.of() // A repeat.
                : List.of(new AccountRegistered(
                        command.personId(), command.email(), command.name(), command.role(), command.emailVerified()));
    }

    List<PersonEvent> decide(VerifyEmail command) {
        requireAccount();
        return isEmailVerified ? List.of() : List.of(new EmailVerified(command.personId()));
    }

    List<PersonEvent> decide(ChangeEmail command) {
        requireActive();
        return List.of(new EmailChanged(command.personId(), command.email()));
    }

    List<PersonEvent> decide(ChangeName command) {
        requireActive();
        return List.of(new NameChanged(command.personId(), command.name()));
    }

    List<PersonEvent> decide(GrantRole command) {
        requireAccount();
        requireGrantable(command.role());
        return roles.contains(command.role())
                ? List.of()
                : List.of(new RoleGranted(command.personId(), command.role(), with(command.role())));
    }

    List<PersonEvent> decide(RevokeRole command) {
        requireAccount();
        if (!roles.contains(command.role())) {
            return List.of();
        }
        if (roles.size() == 1) {
            throw new CommandRejectedException(LAST_ROLE);
        }
        return List.of(new RoleRevoked(command.personId(), command.role(), without(command.role())));
    }

    List<PersonEvent> decide(DeactivateAccount command) {
        requireAccount();
        return status == AccountStatus.DEACTIVATED
                ? List.of()
                : List.of(new AccountDeactivated(command.personId(), command.reason()));
    }

    List<PersonEvent> decide(ReactivateAccount command) {
        requireAccount();
        return status == AccountStatus.ACTIVE ? List.of() : List.of(new AccountReactivated(command.personId()));
    }

    /// Again, too: what was written about the person since then, such as a note to an old order, has another key.
    List<PersonEvent> decide(ErasePerson command) {
        return List.of(new PersonErased(command.personId()));
    }

    List<PersonEvent> decide(EraseGuest command) {
        return status == AccountStatus.GUEST ? List.of(new PersonErased(command.personId())) : List.of();
    }

    AccountView answer(GetAccount command) {
        if (email == null) {
            throw new CommandRejectedException(UNKNOWN_ACCOUNT);
        }
        return new AccountView(command.personId(), email, name, List.copyOf(roles), status, isEmailVerified);
    }

    void evolve(PersonEvent event) {
        switch (event) {
            case GuestCreated e -> {
                email = e.email();
                name = e.name();
                roles.add(Role.GUEST);
                status = AccountStatus.GUEST;
            }
            case AccountRegistered e -> {
                email = e.email();
                name = e.name();
                roles.remove(Role.GUEST);
                roles.add(e.role());
                status = AccountStatus.ACTIVE;
                isEmailVerified = e.emailVerified();
            }
            case EmailVerified _ -> isEmailVerified = true;
            case EmailChanged e -> {
                email = e.email();
                isEmailVerified = true;
            }
            case NameChanged e -> name = e.name();
            case RoleGranted e -> roles.add(e.role());
            case RoleRevoked e -> roles.remove(e.role());
            case AccountDeactivated _ -> status = AccountStatus.DEACTIVATED;
            case AccountReactivated _ -> status = AccountStatus.ACTIVE;
            case PersonErased _ -> status = AccountStatus.ERASED;
        }
    }

    private void requireNotErased() {
        if (status == AccountStatus.ERASED) {
            throw new CommandRejectedException(PERSON_ERASED);
        }
    }

    private boolean hasAccount() {
        return email != null && status != AccountStatus.GUEST;
    }

    private void requireAccount() {
        requireNotErased();
        if (!hasAccount()) {
            throw new CommandRejectedException(UNKNOWN_ACCOUNT);
        }
    }

    private void requireActive() {
        requireAccount();
        if (status == AccountStatus.DEACTIVATED) {
            throw new CommandRejectedException(ACCOUNT_DEACTIVATED);
        }
    }

    private static void requireGrantable(Role role) {
        if (!role.isGrantable()) {
            throw new CommandRejectedException(ROLE_NOT_GRANTABLE);
        }
    }

    private List<Role> with(Role role) {
        var all = EnumSet.copyOf(roles);
        all.add(role);
        return List.copyOf(all);
    }

    private List<Role> without(Role role) {
        var all = EnumSet.copyOf(roles);
        all.remove(role);
        return List.copyOf(all);
    }
}
