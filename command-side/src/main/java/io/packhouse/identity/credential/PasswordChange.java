package io.packhouse.identity.credential;

import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.PersonCommand.VerifyEmail;
import io.packhouse.identity.apikey.ApiKeys;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.AccountMails.Revoked;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.passkey.Passkeys;
import io.packhouse.identity.credential.password.PasswordPolicy;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.identity.credential.secondfactor.SignInChallenges;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Changes a password, and resets one by a link.
@Component
public class PasswordChange {

    private final Credential.Rows credentials;
    private final OneTimeTokens tokens;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final SignInChallenges challenges;
    private final Sessions sessions;
    private final ApiKeys apiKeys;
    private final Passkeys passkeys;
    private final AttemptLimits limits;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordChange(
            Credential.Rows credentials,
            OneTimeTokens tokens,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            PasswordPolicy policy,
            Passwords passwords,
            SignInChallenges challenges,
            Sessions sessions,
            ApiKeys apiKeys,
            Passkeys passkeys,
            AttemptLimits limits,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.signIn = signIn;
        this.accounts = accounts;
        this.mails = mails;
        this.policy = policy;
        this.passwords = passwords;
        this.challenges = challenges;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.passkeys = passkeys;
        this.limits = limits;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Changes the password and ends all other sessions; `session` is that of the caller.
    public void change(
            PersonId person, @Nullable String session, String current, String replacement, ClientOrigin origin) {
        var account = accounts.require(person);
        require("newPassword", replacement, account);
        var checked = signIn.requirePassword(person, current, origin);
        var hash = passwords.hash(replacement);
        signIn.requireUnchanged(checked, origin, () -> {
            store(account, hash, Revoked.NOTHING);
            tokens.useAll(person, Purpose.RESET_PASSWORD);
            tokens.useAll(person, Purpose.CHANGE_EMAIL);
            sessions.endAll(person, session, "PASSWORD_CHANGED", origin);
            log.append(AuthenticationEventType.PASSWORD_CHANGED, Subject.person(person), origin);
        });
    }

    /// Sets the password by a link, once, ends all sessions and revokes all API keys and passkeys: a stranger who knew
    /// the old password may have made some.
    /// Who uses the link reads the mail of the address, so the address is verified. A second factor stays:
    /// the mail alone does not replace it.
    public void reset(String token, String replacement, ClientOrigin origin) {
        var link = transactions.execute(
                _ -> tokens.find(token, Purpose.RESET_PASSWORD).orElse(null));
        var account = link == null
                ? null
                : accounts.find(link.person())
                        .filter(one -> one.status() == AccountStatus.ACTIVE)
                        .orElse(null);
        if (account == null) {
            log.append(
                    AuthenticationEventType.LINK_REFUSED,
                    new Subject(null, null, null),
                    origin,
                    Purpose.RESET_PASSWORD.name());
            throw OneTimeTokens.unusable();
        }
        require("password", replacement, account);
        var hash = passwords.hash(replacement);
        if (!account.emailVerified()) { // Before the transaction: a command needs a connection of its own.
            accounts.send(new VerifyEmail(account.id()), account.id().value(), account.id());
        }
        transactions.executeWithoutResult(_ -> reset(new OpaqueToken(token), account, hash, origin));
    }

    private void reset(OpaqueToken token, Account account, String hash, ClientOrigin origin) {
        var person = account.id();
        credentials.lock(person.value()); // First, as all do who change it.
        if (tokens.use(token.text(), Purpose.RESET_PASSWORD).isEmpty()) {
            throw OneTimeTokens.unusable();
        }
        tokens.useAll(person, Purpose.RESET_PASSWORD);
        tokens.useAll(person, Purpose.VERIFY_EMAIL); // They may have the password of another person.
        tokens.useAll(person, Purpose.CHANGE_EMAIL); // Perhaps requested by a person who knew the old password.
        var revoked = apiKeys.revokeAll(person, person.value());
        var removed = passkeys.removeAll(person);
        store(account, hash, new Revoked(revoked, removed));
        credentials.verify(person.value());
        sessions.endAll(person, null, "PASSWORD_RESET", origin);
        credentials.findById(person.value()).ifPresent(one -> limits.clear(one.addressHash(), origin));
        var detail = revoked.isEmpty() ? null : "API_KEYS_REVOKED";
        log.append(AuthenticationEventType.PASSWORD_RESET, Subject.person(person), origin, detail);
        if (removed) {
            log.append(AuthenticationEventType.PASSKEY_REMOVED, Subject.person(person), origin, "PASSWORD_RESET");
        }
    }

    private void store(Account account, String hash, Revoked revoked) {
        var now = clock.instant();
        credentials.setPassword(account.id().value(), hash, now);
        challenges.endAll(account.id());
        mails.passwordChanged(
                new Recipient(account.id(), account.email(), account.name()),
                String.valueOf(now.toEpochMilli()),
                revoked);
    }

    private void require(String field, String password, Account account) {
        var personal = new ArrayList<>(List.of(new EmailAddress(account.email()).parts()));
        personal.add(account.name());
        policy.require(field, password, personal);
    }
}
