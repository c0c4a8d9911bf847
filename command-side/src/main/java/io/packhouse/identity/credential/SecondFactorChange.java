package io.packhouse.identity.credential;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.passkey.Passkeys;
import io.packhouse.identity.credential.secondfactor.AcceptedCode;
import io.packhouse.identity.credential.secondfactor.CodeCheck;
import io.packhouse.identity.credential.secondfactor.Enrolment;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Adds and removes the second factor of an account. Each change needs the password, ends all other sessions and is
/// reported by mail; `session` is that of the caller.
@Component
public class SecondFactorChange {

    private final Credential.Rows credentials;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;
    private final CodeCheck codes;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    SecondFactorChange(
            Credential.Rows credentials,
            SecondFactors secondFactors,
            Passkeys passkeys,
            CodeCheck codes,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.credentials = credentials;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.codes = codes;
        this.signIn = signIn;
        this.accounts = accounts;
        this.mails = mails;
        this.sessions = sessions;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Makes the secret for an authenticator app. 409 SECOND_FACTOR_EXISTS.
    public Enrolment begin(PersonId person, String password, ClientOrigin origin) {
        var account = accounts.require(person);
        var checked = signIn.requirePassword(person, password, origin);
        return signIn.whenUnchanged(checked, origin, () -> secondFactors.begin(person, account.email()));
    }

    /// Adds the second factor by a code of the app; returns the recovery codes, this once. 409 NO_ENROLMENT.
    public List<String> confirm(PersonId person, @Nullable String session, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        var accepted = checkEnrolment(person, code, origin).orElseThrow(SecondFactorChange::wrongCode);
        return signIn.whileSignedIn(person, session, _ -> {
            var recoveryCodes = secondFactors.confirm(accepted);
            completed(account, session, AuthenticationEventType.SECOND_FACTOR_ADDED, origin, mails::secondFactorAdded);
            return recoveryCodes;
        });
    }

    /// Ten new recovery codes, shown this once; the earlier ones do not work any more. 409 NO_SECOND_FACTOR.
    public List<String> replaceRecoveryCodes(
            PersonId person, @Nullable String session, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        var checked = signIn.requirePassword(person, password, origin);
        var accepted = codes.require(person, code, AuthenticationEventType.SECOND_FACTOR_CHANGE_FAILED, origin);
        return signIn.whenUnchanged(checked, origin, () -> {
            codes.requireUse(accepted, origin);
            completed(
                    account,
                    session,
                    AuthenticationEventType.RECOVERY_CODES_REPLACED,
                    origin,
                    mails::recoveryCodesReplaced);
            return secondFactors.replaceRecoveryCodes(person);
        });
    }

    /// Removes the second factor by a code of it, or a recovery code. 409 NO_SECOND_FACTOR.
    public void remove(PersonId person, @Nullable String session, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        var checked = signIn.requirePassword(person, password, origin);
        var accepted = codes.require(person, code, AuthenticationEventType.SECOND_FACTOR_CHANGE_FAILED, origin);
        signIn.requireUnchanged(checked, origin, () -> {
            codes.requireUse(accepted, origin);
            secondFactors.remove(person);
            completed(
                    account,
                    session,
                    AuthenticationEventType.SECOND_FACTOR_REMOVED,
                    origin,
                    mails::secondFactorRemoved);
        });
    }

    /// Removes the second factor and the passkeys of a person who lost them, and ends the sessions, which a thief of
    /// the
    /// device may have; an administrator decided that. Repeating it has no other effect.
    public void removeOf(PersonId person, String administrator, ClientOrigin origin) {
        var account = accounts.require(person);
        transactions.executeWithoutResult(_ -> {
            credentials.lock(person.value());
            var detail = "BY " + administrator;
            if (secondFactors.remove(person)) {
                log.append(AuthenticationEventType.SECOND_FACTOR_REMOVED, Subject.person(person), origin, detail);
                mails.secondFactorRemoved(recipient(account), cause());
            }
            if (passkeys.removeAll(person)) {
                log.append(AuthenticationEventType.PASSKEY_REMOVED, Subject.person(person), origin, detail);
                mails.passkeysChanged(account, false, clock.instant());
            }
            sessions.endAll(person, null, AuthenticationEventType.SECOND_FACTOR_REMOVED.name(), origin);
        });
    }

    private void completed(
            Account account,
            @Nullable String session,
            AuthenticationEventType type,
            ClientOrigin origin,
            BiConsumer<Recipient, String> mail) {
        sessions.endAll(account.id(), session, type.name(), origin);
        log.append(type, Subject.person(account.id()), origin);
        mail.accept(recipient(account), cause());
    }

    private String cause() {
        return String.valueOf(clock.instant().toEpochMilli());
    }

    private static Recipient recipient(Account account) {
        return new Recipient(account.id(), account.email(), account.name());
    }

    private Optional<AcceptedCode> checkEnrolment(PersonId person, String code, ClientOrigin origin) {
        try {
            return secondFactors.checkEnrolment(person, code, origin);
        } catch (TooManyRequestsException e) {
            log.append(AuthenticationEventType.LOCKED, Subject.person(person), origin, "CODE");
            throw e;
        }
    }

    private static InvalidFieldException wrongCode() {
        return new InvalidFieldException(
                "code", "code-wrong", "is wrong: check the clock of the phone, and enter the code that the app shows");
    }
}
