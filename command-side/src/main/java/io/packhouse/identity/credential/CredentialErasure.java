package io.packhouse.identity.credential;

import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.passkey.Passkeys;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What follows for credentials and sessions when an account changes. Repeating it has no effect.
@Component
public class CredentialErasure implements PersonalRecords {

    private static final Duration KEPT = Duration.ofDays(7);

    private final Credential.Rows credentials;
    private final OneTimeToken.Rows tokens;
    private final AccountRequest.Rows requests;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final AttemptLimits limits;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    CredentialErasure(
            Credential.Rows credentials,
            OneTimeToken.Rows tokens,
            AccountRequest.Rows requests,
            SecondFactors secondFactors,
            Passkeys passkeys,
            Sessions sessions,
            AttemptLimits limits,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.clock = clock;
        this.credentials = credentials;
        this.tokens = tokens;
        this.requests = requests;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.limits = limits;
        this.log = log;
        this.transactions = transactions;
    }

    public void endAllSessions(PersonId person) {
        sessions.endAll(person, null, "ACCOUNT_DEACTIVATED", ClientOrigin.ENGINE);
    }

    /// Tokens contain the roles of the time when they were issued: ten minutes or, in cookies, hours ago.
    public void endSessionsOfRole(PersonId person) {
        sessions.endAll(person, null, "ROLE_REVOKED", ClientOrigin.ENGINE);
    }

    public void setAdministrator(PersonId person, boolean administrator) {
        transactions.executeWithoutResult(_ -> credentials.setAdministrator(person.value(), administrator));
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public List<?> about(PersonId person) {
        return sessions.all(person);
    }

    @Override
    public void erase(PersonId person) {
        eraseCredentials(person);
    }

    /// Deletes the credential, its links, requests, sessions and attempts; the log stays, with the id of the person and
    /// without networks. Second factors and passkeys are deleted in the same transaction: a request that adds one
    /// has locked the credential before, or does not find it.
    public void eraseCredentials(PersonId person) {
        transactions.executeWithoutResult(_ -> {
            var locked = credentials.lock(person.value());
            secondFactors.erase(person);
            passkeys.erase(person);
            sessions.erase(person);
            tokens.deleteOf(person.value());
            requests.deleteOf(person.value());
            locked.ifPresent(credential -> {
                limits.erase(credential.addressHash());
                credentials.deleteOf(person.value());
                log.append(AuthenticationEventType.CREDENTIALS_ERASED, Subject.person(person), ClientOrigin.ENGINE);
            });
            log.erase(person);
        });
    }

    /// Deletes what has expired.
    public void prune() {
        var now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            tokens.deleteBefore(now.minus(KEPT));
            requests.deleteBefore(now.minus(KEPT));
        });
        secondFactors.prune();
        limits.prune();
        sessions.prune();
        log.prune();
    }
}
