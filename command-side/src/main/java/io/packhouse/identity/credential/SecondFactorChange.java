package io.packhouse.identity.credential;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.AcceptedCode;
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

    private final SecondFactors secondFactors;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    SecondFactorChange(
            SecondFactors secondFactors,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.secondFactors = secondFactors;
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
        signIn.requirePassword(person, password, origin);
        return secondFactors.begin(person, account.email());
    }

    /// Adds the second factor by a code of the app; returns the recovery codes, this once. 409 NO_ENROLMENT.
    public List<String> confirm(PersonId person, @Nullable String session, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        var accepted = checkEnrolment(person, code, origin).orElseThrow(SecondFactorChange::wrongCode);
        return transactions.execute(_ -> {
            var codes = secondFactors.confirm(accepted);
            completed(
                    account,
                    session,
                    AuthenticationEventType.SECOND_FACTOR_ADDED,
                    origin,
                    null,
                    mails::secondFactorAdded);
            return codes;
        });
    }

    /// Ten new recovery codes, shown this once; the earlier ones do not work any more. 409 NO_SECOND_FACTOR.
    public List<String> replaceRecoveryCodes(
            PersonId person, @Nullable String session, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        signIn.requirePassword(person, password, origin);
        var accepted = signIn.requireCode(person, code, origin);
        return transactions.execute(_ -> {
            signIn.useCode(accepted, origin);
            completed(
                    account,
                    session,
                    AuthenticationEventType.RECOVERY_CODES_REPLACED,
                    origin,
                    null,
                    mails::recoveryCodesReplaced);
            return secondFactors.replaceRecoveryCodes(person);
        });
    }

    /// Removes the second factor by a code of it, or a recovery code. 409 NO_SECOND_FACTOR.
    public void remove(PersonId person, @Nullable String session, String password, String code, ClientOrigin origin) {
        var account = accounts.require(person);
        signIn.requirePassword(person, password, origin);
        var accepted = signIn.requireCode(person, code, origin);
        transactions.executeWithoutResult(_ -> {
            signIn.useCode(accepted, origin);
            secondFactors.remove(person);
            removed(account, session, origin, null);
        });
    }

    /// Removes the second factor of a person who lost it; an administrator decided that. Repeating it has no effect.
    public void removeOf(PersonId person, String administrator, ClientOrigin origin) {
        var account = accounts.require(person);
        transactions.executeWithoutResult(_ -> {
            if (secondFactors.remove(person)) {
                removed(account, null, origin, "BY " + administrator);
            }
        });
    }

    private void removed(Account account, @Nullable String session, ClientOrigin origin, @Nullable String detail) {
        completed(
                account,
                session,
                AuthenticationEventType.SECOND_FACTOR_REMOVED,
                origin,
                detail,
                mails::secondFactorRemoved);
    }

    private void completed(
            Account account,
            @Nullable String session,
            AuthenticationEventType type,
            ClientOrigin origin,
            @Nullable String detail,
            BiConsumer<Recipient, String> mail) {
        sessions.endAll(account.id(), session, type.name(), origin);
        log.append(type, Subject.person(account.id()), origin, detail);
        mail.accept(
                new Recipient(account.id(), account.email(), account.name()),
                String.valueOf(clock.instant().toEpochMilli()));
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
