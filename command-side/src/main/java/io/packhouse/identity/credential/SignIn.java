package io.packhouse.identity.credential;

import io.packhouse.engine.http.SecondFactorRequiredException;
import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AttemptLimits.Attempt;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.identity.credential.secondfactor.CodeCheck;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.secondfactor.SignInChallenges;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Sign-in with address and password, with a code where the account has a second factor, and the renewal of a session.
/// Every failure before the right password has one answer, and every attempt one password comparison: neither shows
/// whether there is an account.
@Component
public class SignIn {

    private static final String REJECTED = "The address or the password is wrong, or the address was not verified yet.";

    private final Credential.Rows credentials;
    private final AddressHasher hasher;
    private final AttemptLimits limits;
    private final Passwords passwords;
    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final CodeCheck codes;
    private final SignInChallenges challenges;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;

    /// A session of an account that can be used, or of a guest.
    public record SignedIn(Account account, String sessionId, OpaqueToken refreshToken) {}

    /// Whose password was checked, and when it was set.
    public record Checked(PersonId person, String passwordSetAt) {}

    /// A session, or what a code must follow.
    private record Begun(
            Sessions.@Nullable Renewed session, @Nullable SecondFactorRequiredException code) {}

    SignIn(
            Credential.Rows credentials,
            AddressHasher hasher,
            AttemptLimits limits,
            Passwords passwords,
            Accounts accounts,
            SecondFactors secondFactors,
            CodeCheck codes,
            SignInChallenges challenges,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions) {
        this.credentials = credentials;
        this.hasher = hasher;
        this.limits = limits;
        this.passwords = passwords;
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.codes = codes;
        this.challenges = challenges;
        this.sessions = sessions;
        this.log = log;
        this.transactions = transactions;
    }

    /// Begins a session. `browser` when its access token becomes a cookie. Throws [SecondFactorRequiredException] when
    /// a code must follow the password.
    public SignedIn signIn(String email, String password, ClientOrigin origin, boolean browser) {
        var hash = hasher.hash(new EmailAddress(email));
        var credential =
                transactions.execute(_ -> credentials.findByAddressHash(hash).orElse(null));
        var subject = credential == null ? Subject.address(hash) : Subject.person(credential.person());
        var attempt = count(hash, subject, origin);
        if (!matches(password, credential, attempt) || credential == null) {
            throw failed(subject, origin, credential == null ? "UNKNOWN_ADDRESS" : "WRONG_PASSWORD");
        }
        var account =
                credential.isRegistered() ? accounts.find(credential.person()).orElse(null) : null;
        if (account == null || !account.isUsable()) {
            throw failed(subject, origin, account == null ? "NO_ACCOUNT" : reason(account.status()));
        }
        var begun = ifUnchanged(credential.checked(), () -> begin(account.id(), origin, browser))
                .orElseThrow(() -> failed(subject, origin, "PASSWORD_CHANGED"));
        succeed(attempt, credential, password);
        if (begun.code() != null) {
            throw begun.code();
        }
        return signedIn(Objects.requireNonNull(begun.session()), origin);
    }

    /// With the credential locked: a second factor is confirmed before or ends the session.
    private Begun begin(PersonId person, ClientOrigin origin, boolean browser) {
        if (!secondFactors.isOn(person)) {
            return new Begun(sessions.begin(person, origin, browser), null);
        }
        log.append(AuthenticationEventType.SECOND_FACTOR_REQUIRED, Subject.person(person), origin);
        return new Begun(null, challenges.begin(person));
    }

    /// Begins the session of a sign-in that waits for a code. A wrong code is one of five tries.
    public SignedIn complete(String challenge, String code, ClientOrigin origin, boolean browser) {
        var person = challenges.requirePerson(challenge);
        var account = accounts.find(person).filter(Account::isUsable).orElse(null);
        if (account == null) {
            throw failed(Subject.person(person), origin, "NO_ACCOUNT");
        }
        challenges.countTry(challenge);
        var accepted = codes.require(person, code, AuthenticationEventType.SIGN_IN_FAILED, origin);
        var session = transactions.execute(_ -> {
            if (!codes.use(accepted, origin)) {
                return null;
            }
            challenges.use(challenge);
            return sessions.begin(person, origin, browser);
        });
        if (session == null) { // Another request used the code meanwhile, or it was used before.
            throw codes.wrong(person, AuthenticationEventType.SIGN_IN_FAILED, origin);
        }
        return signedIn(session, origin);
    }

    /// The next refresh token of a session, with the roles that the account has now.
    public SignedIn refresh(String refreshToken, ClientOrigin origin) {
        return signedIn(sessions.renew(refreshToken, origin), origin);
    }

    /// The account is read after the session began: a change before it ended only the sessions of that time.
    public SignedIn signedIn(Sessions.Renewed session, ClientOrigin origin) {
        var account = accounts.find(session.person())
                .filter(one -> one.isUsable() || one.isGuest())
                .orElse(null);
        if (account == null) {
            sessions.endAll(session.person(), null, "ACCOUNT_NOT_USABLE", origin);
            throw new SignInRejectedException(REJECTED);
        }
        return new SignedIn(account, session.sessionId(), session.refreshToken());
    }

    /// What follows from a right password, with the credential locked; empty when the password was changed meanwhile.
    <T> Optional<T> ifUnchanged(Checked checked, Supplier<T> work) {
        return transactions.execute(_ -> credentials
                .lock(checked.person().value())
                .filter(now -> now.checked().equals(checked))
                .map(_ -> work.get()));
    }

    /// As [#ifUnchanged] for a person who is signed in.
    public <T> T whenUnchanged(Checked checked, ClientOrigin origin, Supplier<T> work) {
        return ifUnchanged(checked, work).orElseThrow(() -> wrongPassword(checked.person(), origin));
    }

    public void requireUnchanged(Checked checked, ClientOrigin origin, Runnable work) {
        whenUnchanged(checked, origin, () -> {
            work.run();
            return checked;
        });
    }

    /// As [#ifUnchanged] when an earlier request checked the password; rejected when the session ended or the person
    /// was
    /// erased. The work gets the password of now.
    public <T> T whileSignedIn(PersonId person, @Nullable String session, Function<Checked, T> work) {
        return transactions.execute(_ -> {
            var credential = credentials.lock(person.value()).orElse(null);
            if (credential == null || (session != null && !sessions.isActive(person, session))) {
                throw new SignInRejectedException("Your session has ended. Sign in again.");
            }
            return work.apply(credential.checked());
        });
    }

    /// Checks the password of a person who is signed in, with the limits of a sign-in.
    public Checked requirePassword(PersonId person, String password, ClientOrigin origin) {
        var credential =
                transactions.execute(_ -> credentials.findById(person.value()).orElse(null));
        if (credential == null) {
            throw new SignInRejectedException("There is no password of this account.");
        }
        var attempt = count(credential.addressHash(), Subject.person(person), origin);
        if (!matches(password, credential, attempt)) {
            throw wrongPassword(person, origin);
        }
        limits.succeed(attempt);
        return credential.checked();
    }

    private Attempt count(String hash, Subject subject, ClientOrigin origin) {
        try {
            return limits.countPassword(hash, origin);
        } catch (TooManyRequestsException e) {
            log.append(AuthenticationEventType.LOCKED, subject, origin);
            throw e;
        }
    }

    /// An attempt that could not be checked, because too many are being checked, does not count.
    private boolean matches(String password, @Nullable Credential credential, Attempt attempt) {
        try {
            return passwords.matches(password, credential == null ? null : credential.passwordHash());
        } catch (RuntimeException e) {
            limits.release(attempt);
            throw e;
        }
    }

    private SignInRejectedException wrongPassword(PersonId person, ClientOrigin origin) {
        log.append(AuthenticationEventType.PASSWORD_CHANGE_FAILED, Subject.person(person), origin);
        return new SignInRejectedException("The password is wrong.");
    }

    private SignInRejectedException failed(Subject subject, ClientOrigin origin, String reason) {
        log.append(AuthenticationEventType.SIGN_IN_FAILED, subject, origin, reason);
        return new SignInRejectedException(REJECTED);
    }

    private static String reason(AccountStatus status) {
        return status == AccountStatus.ACTIVE ? "UNVERIFIED" : status.name();
    }

    private void succeed(Attempt attempt, Credential credential, String password) {
        limits.succeed(attempt);
        var old = credential.passwordHash();
        if (old != null && passwords.isOutdated(old)) {
            var hash = passwords.hash(password);
            transactions.executeWithoutResult(
                    _ -> credentials.rehash(credential.person().value(), old, hash));
        }
    }
}
