package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.identity.credential.AccountMails;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.SignIn;
import io.packhouse.identity.credential.SignIn.Checked;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.AcceptedCode;
import io.packhouse.identity.credential.secondfactor.CodeCheck;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Adds and removes passkeys. Each change needs the password, ends all other sessions and is reported by mail.
@Component
public class PasskeyChange {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyChange.class);

    private static final int MOST = 20;

    private final Passkeys passkeys;
    private final SecondFactors secondFactors;
    private final CodeCheck codes;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final Clock clock;

    PasskeyChange(
            Passkeys passkeys,
            SecondFactors secondFactors,
            CodeCheck codes,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            Sessions sessions,
            AuthenticationLog log,
            Clock clock) {
        this.passkeys = passkeys;
        this.secondFactors = secondFactors;
        this.codes = codes;
        this.signIn = signIn;
        this.accounts = accounts;
        this.mails = mails;
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
    }

    /// What the browser needs to make a passkey, as JSON. An account with a second factor needs a code, too.
    public String begin(PersonId person, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        if (!passkeys.isPossible()) {
            throw new CommandRejectedException(CredentialRefusal.PASSKEYS_NEED_A_DOMAIN);
        }
        var checked = signIn.requirePassword(person, password, origin);
        var accepted = check(person, code, origin);
        return signIn.whenUnchanged(checked, origin, () -> {
            use(accepted, origin);
            requireRoom(person);
            return passkeys.creationOptions(account, purpose(checked));
        });
    }

    /// Stores the passkey that the browser made; `credential` is its answer as JSON.
    public void add(PersonId person, @Nullable String session, String label, String credential, ClientOrigin origin) {
        var account = accounts.require(person);
        signIn.whileSignedIn(person, session, checked -> {
            requireRoom(person);
            store(checked, label, credential);
            completed(account, session, AuthenticationEventType.PASSKEY_ADDED, origin);
            return checked;
        });
    }

    private void store(Checked checked, String label, String credential) {
        try {
            passkeys.add(checked.person(), purpose(checked), label, credential);
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
        var checked = signIn.requirePassword(person, password, origin);
        var accepted = check(person, code, origin);
        signIn.requireUnchanged(checked, origin, () -> {
            use(accepted, origin);
            if (!passkeys.remove(person, id)) {
                throw new CommandRejectedException(CredentialRefusal.UNKNOWN_PASSKEY);
            }
            completed(account, session, AuthenticationEventType.PASSKEY_REMOVED, origin);
        });
    }

    private @Nullable AcceptedCode check(PersonId person, String code, ClientOrigin origin) {
        return secondFactors.isOn(person)
                ? codes.require(person, code, AuthenticationEventType.SECOND_FACTOR_CHANGE_FAILED, origin)
                : null;
    }

    private void use(@Nullable AcceptedCode code, ClientOrigin origin) {
        if (code != null) {
            codes.requireUse(code, origin);
        }
    }

    private void requireRoom(PersonId person) {
        if (passkeys.count(person) >= MOST) {
            throw new CommandRejectedException(CredentialRefusal.TOO_MANY_PASSKEYS);
        }
    }

    /// A new password makes the challenge useless.
    private static String purpose(Checked checked) {
        return checked.person() + " " + checked.passwordSetAt();
    }

    private void completed(
            Account account, @Nullable String session, AuthenticationEventType type, ClientOrigin origin) {
        sessions.endAll(account.id(), session, type.name(), origin);
        log.append(type, Subject.person(account.id()), origin);
        mails.passkeysChanged(account, type == AuthenticationEventType.PASSKEY_ADDED, clock.instant());
    }
}
