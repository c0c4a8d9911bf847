package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.identity.credential.SignIn;
import io.packhouse.identity.credential.SignIn.SignedIn;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/// Sign-in with a passkey: the same session as with a password, and no code of a second factor.
@Component
public class PasskeySignIn {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeySignIn.class);
    private static final String REJECTED = "The passkey was not accepted. Sign in with the password.";

    private final Passkeys passkeys;
    private final SignIn signIn;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;

    PasskeySignIn(
            Passkeys passkeys,
            SignIn signIn,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions) {
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.sessions = sessions;
        this.log = log;
        this.transactions = transactions;
    }

    /// Begins a session of a browser; `credential` is the answer of the device as JSON.
    public SignedIn signIn(String credential, ClientOrigin origin) {
        var session = transactions.execute(status -> {
            var person = authenticated(credential);
            if (person == null) {
                status.setRollbackOnly(); // What was done of the check does not count.
                return null;
            }
            log.append(AuthenticationEventType.PASSKEY_USED, Subject.person(person), origin);
            return sessions.begin(person, origin, true);
        });
        if (session == null) {
            throw failed(new Subject(null, null, null), origin, "PASSKEY_REFUSED");
        }
        try {
            return signIn.signedIn(session, origin);
        } catch (SignInRejectedException e) {
            LOG.debug("The account cannot be used", e);
            throw failed(Subject.person(session.person()), origin, "NO_ACCOUNT");
        }
    }

    private SignInRejectedException failed(Subject subject, ClientOrigin origin, String reason) {
        log.append(AuthenticationEventType.SIGN_IN_FAILED, subject, origin, reason);
        return new SignInRejectedException(REJECTED);
    }

    /// The libraries have many exceptions for what is wrong with an answer, and the caller learns none of them.
    private @Nullable PersonId authenticated(String credential) {
        try {
            return passkeys.authenticate(credential);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("A passkey was refused", e);
            return null;
        }
    }
}
