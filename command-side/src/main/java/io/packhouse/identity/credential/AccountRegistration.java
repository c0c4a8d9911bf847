package io.packhouse.identity.credential;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.identity.api.PersonCommand.RegisterAccount;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.Credential.NewAccount;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.password.PasswordPolicy;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Makes accounts with a credential. The credential is stored first, which decides who gets the address; then the
/// account is registered by a command that may be repeated; then the e-mail is sent. A crash in between loses
/// nothing: a periodic task continues.
@Component
public class AccountRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(AccountRegistration.class);

    private static final Duration UNFINISHED = Duration.ofSeconds(30);

    private final Credential.Rows credentials;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final AccountMails mails;
    private final AddressHasher hasher;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final PersonalDataCipher cipher;
    private final Sessions sessions;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    AccountRegistration(
            Credential.Rows credentials,
            OneTimeTokens tokens,
            Accounts accounts,
            AccountMails mails,
            AddressHasher hasher,
            Passwords passwords,
            PasswordPolicy policy,
            PersonalDataCipher cipher,
            Sessions sessions,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.accounts = accounts;
        this.mails = mails;
        this.hasher = hasher;
        this.passwords = passwords;
        this.policy = policy;
        this.cipher = cipher;
        this.sessions = sessions;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Makes an account for another person. Without a password the person gets a link to set one. Repeating it under
    /// the same Idempotency-Key has no effect. Rejected with ADDRESS_TAKEN; METRICS with ROLE_NOT_GRANTABLE.
    public PersonId create(
            String email, String name, Role role, @Nullable String password, boolean verified, Caller caller) {
        if (!role.isGrantable()) {
            throw new CommandRejectedException(IdentityRefusal.ROLE_NOT_GRANTABLE);
        }
        var address = EmailAddress.require("email", email);
        if (password != null) {
            var personal = new ArrayList<>(List.of(address.parts()));
            personal.add(name);
            policy.require("password", password, personal);
        }
        if (password == null || !verified) {
            requireMail();
        }
        var hash = password == null ? null : passwords.hash(password);
        return createHashed(caller.newId("per", PersonId::new), email, name, role, hash, verified, caller.actor());
    }

    /// As [#create], with an id that is known before and the hash of a password of any strength: for the accounts of
    /// the demo and for passwords that were checked before.
    public PersonId createHashed(
            PersonId person,
            String email,
            String name,
            Role role,
            @Nullable String hash,
            boolean verified,
            String createdBy) {
        var account = sealed(person, new EmailAddress(email), name, role, hash, verified, createdBy);
        if (!insert(account) && !owns(account)) {
            throw new CommandRejectedException(CredentialRefusal.ADDRESS_TAKEN);
        }
        complete(person);
        return person;
    }

    /// Before an account is made that only a link in an e-mail can complete.
    void requireMail() {
        mails.requireAvailable();
    }

    boolean canMail() {
        return mails.isAvailable();
    }

    /// Before any transaction: a new key must not be lost with one.
    NewAccount sealed(
            PersonId person,
            EmailAddress address,
            String name,
            Role role,
            @Nullable String passwordHash,
            boolean verified,
            String createdBy) {
        return new NewAccount(
                person,
                hasher.hash(address),
                cipher.seal(person, address.value()),
                cipher.seal(person, name),
                role,
                passwordHash,
                verified,
                createdBy);
    }

    /// Whether the address was free: the credential is stored.
    boolean insert(NewAccount account) {
        return Boolean.TRUE.equals(transactions.execute(_ -> credentials.insert(
                        account.person().value(),
                        account.addressHash(),
                        account.address().toString(),
                        account.name().toString(),
                        account.role().name(),
                        account.verified(),
                        account.passwordHash(),
                        account.createdBy(),
                        clock.instant())
                == 1));
    }

    /// Makes the account of a guest by the link that verified the address; false when another account has the address.
    /// Where others asked, too, the person chooses a password by another link.
    public boolean claim(OneTimeToken link) {
        var isSole = Boolean.TRUE.equals(transactions.execute(_ -> tokens.isSoleClaim(link)));
        var account = isSole ? link.account() : link.account().withoutPassword();
        if (!insert(account) && !owns(account)) {
            return false;
        }
        complete(account.person());
        return true;
    }

    Recipient recipient(NewAccount account) {
        return new Recipient(account.person(), open(account.address()), open(account.name()));
    }

    private boolean owns(NewAccount account) {
        return Boolean.TRUE.equals(transactions.execute(_ -> credentials
                .findByAddressHash(account.addressHash())
                .filter(one -> one.person().equals(account.person()))
                .isPresent()));
    }

    /// Registers the account of a stored credential, unless that was done.
    void complete(PersonId person) {
        var credential =
                transactions.execute(_ -> credentials.findById(person.value()).orElse(null));
        if (credential == null || credential.isRegistered()) {
            return;
        }
        accounts.send(
                new RegisterAccount(
                        person, credential.address(), credential.name(), credential.role(), credential.isVerified()),
                credential.createdBy(),
                person);
        transactions.executeWithoutResult(_ -> {
            if (credentials.register(person.value(), clock.instant()) == 1) {
                tokens.useAll(person, Purpose.CLAIM);
                tokens.useAll(person, Purpose.GUEST_RETURN);
                welcome(credential);
                // A guest's, which perhaps another person began.
                sessions.endAll(person, null, "GUEST_CLAIMED", ClientOrigin.ENGINE);
            }
        });
    }

    /// Continues what a crash interrupted.
    public void completeUnfinished() {
        var before = clock.instant().minus(UNFINISHED);
        var unfinished = transactions.execute(
                _ -> credentials.findByRegisteredAtIsNullAndCreatedAtBefore(before, Limit.of(100)));
        for (var credential : unfinished) {
            try {
                complete(credential.person());
            } catch (RuntimeException e) { // The others must not wait for it.
                LOG.warn("The account of {} could not be registered; it is repeated", credential.person(), e);
            }
        }
    }

    private void welcome(Credential credential) {
        var person = credential.person();
        var isOwn = credential.createdBy().equals(NewAccount.ANONYMOUS);
        var type = isOwn ? AuthenticationEventType.REGISTERED : AuthenticationEventType.ACCOUNT_CREATED;
        log.append(type, Subject.person(person), ClientOrigin.ENGINE);
        var recipient = new Recipient(person, open(credential.address()), open(credential.name()));
        if (credential.passwordHash() == null) {
            mails.accountCreated(recipient, tokens.make(person, Purpose.RESET_PASSWORD, OneTimeTokens.FIRST_PASSWORD));
        } else if (!credential.isVerified()) {
            var token = tokens.make(
                    person,
                    Purpose.VERIFY_EMAIL,
                    OneTimeTokens.VERIFY,
                    link -> link.withPassword(credential.passwordHash()));
            mails.verifyEmail(recipient, token);
        }
    }

    private String open(EncryptedPersonal<String> sealed) {
        return cipher.open(sealed, String.class).orElse("");
    }
}
