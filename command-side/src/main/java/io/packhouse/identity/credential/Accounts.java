package io.packhouse.identity.credential;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.AccountView;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.identity.api.PersonCommand;
import io.packhouse.identity.api.PersonCommand.ChangeName;
import io.packhouse.identity.api.PersonCommand.GetAccount;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Accounts as their events state them.
@Component
public class Accounts {

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;
    private final Clock clock;

    /// An account, or a guest, with personal values in plain text; the name of a guest may be empty.
    public record Account(
            PersonId id, String email, String name, List<Role> roles, AccountStatus status, boolean emailVerified) {

        public boolean isUsable() {
            return status == AccountStatus.ACTIVE && emailVerified;
        }

        public boolean isGuest() {
            return status == AccountStatus.GUEST;
        }
    }

    Accounts(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher, Clock clock) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
        this.clock = clock;
    }

    /// The account of a person, or the guest; empty for a person who is neither, and for an erased one.
    public Optional<Account> find(PersonId person) {
        try {
            var view = dispatcher.query(new GetAccount(person), caller(person.value(), person), AccountView.class);
            return personalDataCipher
                    .open(view.email(), String.class)
                    .map(email ->
                            new Account(person, email, name(view), view.roles(), view.status(), view.emailVerified()));
        } catch (CommandRejectedException e) {
            return Optional.empty();
        }
    }

    /// As [#find], for a caller who must have an account.
    public Account require(PersonId person) {
        return find(person)
                .filter(one -> !one.isGuest())
                .orElseThrow(() -> new CommandRejectedException(IdentityRefusal.UNKNOWN_ACCOUNT));
    }

    /// Empty unless the person orders without an account.
    public Optional<Account> findGuest(PersonId person) {
        return find(person).filter(Account::isGuest);
    }

    /// Changes the name and returns the account with it.
    public Account rename(PersonId person, String name) {
        send(new ChangeName(person, personalDataCipher.seal(person, name)), person.value(), person);
        return require(person);
    }

    /// Sends a command that the person, or the engine for the person, decided on.
    public void send(PersonCommand command, String actor, PersonId person) {
        dispatcher.send(command, caller(actor, person));
    }

    private String name(AccountView view) {
        var name = view.name();
        return name == null ? "" : personalDataCipher.open(name, String.class).orElse("");
    }

    private Caller caller(String actor, PersonId person) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Caller(actor, Set.of(), at, "", null, Set.of(person));
    }
}
