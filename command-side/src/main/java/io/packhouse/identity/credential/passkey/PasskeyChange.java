package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.identity.credential.AccountMails;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.SignIn;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/// Adds and removes passkeys. Each change needs the password, ends all other sessions and is reported by mail.
@Component
public class PasskeyChange {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyChange.class);

    private final Passkeys passkeys;
    private final SecondFactors secondFactors;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasskeyChange(
            Passkeys passkeys,
            SecondFactors secondFactors,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.passkeys = passkeys;
        this.secondFactors = secondFactors;
        this.signIn = signIn;
        this.accounts = accounts;
        this.mails = mails;
        this.sessions = sessions;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What the browser needs to make a passkey, as JSON. An account with a second factor needs a code, too.
    public String begin(PersonId person, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        if (!passkeys.isPossible()) {
            throw new CommandRejectedException(CredentialRefusal.PASSKEYS_NEED_A_DOMAIN);
        }
        confirm(person, password, code, origin);
        return passkeys.creationOptions(account);
    }

    /// Stores the passkey that the browser made; `credential` is its answer as JSON.
    public void add(PersonId person, @Nullable String session, String label, String credential, ClientOrigin origin) {
        var account = accounts.require(person);
        try {
            transactions.executeWithoutResult(_ -> {
                passkeys.add(person, label, credential);
                completed(account, session, AuthenticationEventType.PASSKEY_ADDED, origin, null);
            });
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) { // The libraries have many for what is wrong with an answer.
            LOG.debug("A passkey was refused", e);
            throw new InvalidFieldException(
                    "credential", "passkey-refused", "was not accepted: begin again, within five minutes");
        }
    }

    /// Removes one passkey. 404 UNKNOWN_PASSKEY.
    public void remove(
            PersonId person, @Nullable String session, String id, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        confirm(person, password, code, origin);
        transactions.executeWithoutResult(_ -> {
            if (!passkeys.remove(person, id)) {
                throw new CommandRejectedException(CredentialRefusal.UNKNOWN_PASSKEY);
            }
            completed(account, session, AuthenticationEventType.PASSKEY_REMOVED, origin, null);
        });
    }

    /// Removes all passkeys of a person who lost the device; an administrator decided that.
    public void removeAllOf(PersonId person, String administrator, ClientOrigin origin) {
        var account = accounts.require(person);
        transactions.executeWithoutResult(_ -> {
            if (passkeys.removeAll(person)) {
                completed(account, null, AuthenticationEventType.PASSKEY_REMOVED, origin, "BY " + administrator);
            }
        });
    }

    private void confirm(PersonId person, String password, String code, ClientOrigin origin) {
        signIn.confirmPassword(person, password, origin);
        if (secondFactors.isOn(person)) {
            var accepted = signIn.requireCode(person, code, origin);
            transactions.executeWithoutResult(_ -> signIn.useCode(accepted, origin));
        }
    }

    private void completed(
            Account account,
            @Nullable String session,
            AuthenticationEventType type,
            ClientOrigin origin,
            @Nullable String detail) {
        sessions.endAll(account.id(), session, type.name(), origin);
        log.append(type, Subject.person(account.id()), origin, detail);
        mails.passkeysChanged(account, type == AuthenticationEventType.PASSKEY_ADDED, clock.instant());
    }
}
