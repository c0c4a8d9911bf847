package io.packhouse.identity.credential;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.PersonCommand.ChangeEmail;
import io.packhouse.identity.api.PersonCommand.VerifyEmail;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AttemptLimits.MailPurpose;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Verifies the address of an account, and changes it to one that the person showed to read.
@Component
public class EmailChange {

    private final Credential.Rows credentials;
    private final OneTimeTokens tokens;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AccountMails mails;
    private final AddressHasher hasher;
    private final AttemptLimits limits;
    private final PersonalDataCipher cipher;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    EmailChange(
            Credential.Rows credentials,
            OneTimeTokens tokens,
            SignIn signIn,
            Accounts accounts,
            AccountMails mails,
            AddressHasher hasher,
            AttemptLimits limits,
            PersonalDataCipher cipher,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.signIn = signIn;
        this.accounts = accounts;
        this.mails = mails;
        this.hasher = hasher;
        this.limits = limits;
        this.cipher = cipher;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Sends a link to the new address. Whether another account has the address shows only when the link is used, to
    /// its reader.
    public void request(PersonId person, String password, String email, ClientOrigin origin) {
        var address = EmailAddress.require("newEmail", email);
        mails.requireAvailable();
        var account = accounts.require(person);
        var checked = signIn.requirePassword(person, password, origin);
        var hash = hasher.hash(address);
        limits.countMail(MailPurpose.CHANGE_EMAIL, hash, origin);
        var sealed = cipher.seal(person, address.value()).toString();
        signIn.requireUnchanged(checked, origin, () -> {
            tokens.useAll(person, Purpose.CHANGE_EMAIL);
            var token = tokens.make(
                    person, Purpose.CHANGE_EMAIL, OneTimeTokens.CHANGE, link -> link.withAddress(sealed, hash));
            mails.changeEmail(new Recipient(person, address.value(), account.name()), token);
            log.append(AuthenticationEventType.EMAIL_CHANGE_REQUESTED, Subject.person(person), origin);
        });
    }

    /// Uses a link to verify an address: of a new account, or the new one of an account. The command is sent outside of
    /// a transaction, because it needs a connection of its own; the link is used last, and works again until then.
    public void verify(String token, ClientOrigin origin) {
        var first = find(token, Purpose.VERIFY_EMAIL);
        var isUsed = first == null ? isChanged(token, origin) : isVerified(first, token, origin);
        if (!isUsed) {
            log.append(
                    AuthenticationEventType.LINK_REFUSED,
                    new Subject(null, null, null),
                    origin,
                    Purpose.VERIFY_EMAIL.name());
            throw OneTimeTokens.unusable();
        }
    }

    private @Nullable OneTimeToken find(String token, Purpose purpose) {
        return transactions.execute(_ -> tokens.find(token, purpose).orElse(null));
    }

    private boolean isVerified(OneTimeToken link, String token, ClientOrigin origin) {
        var person = link.person();
        accounts.send(new VerifyEmail(person), person.value(), person);
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var credential = credentials.lock(person.value()).orElse(null);
            if (credential == null || tokens.use(token, Purpose.VERIFY_EMAIL).isEmpty()) {
                return false;
            }
            tokens.useAll(person, Purpose.VERIFY_EMAIL);
            if (link.passwordHash() != null && !credential.isVerified()) {
                credentials.setPassword(person.value(), link.passwordHash(), clock.instant());
            }
            credentials.verify(person.value());
            log.append(AuthenticationEventType.VERIFIED, Subject.person(person), origin);
            return true;
        }));
    }

    /// The credential first, which decides who gets the address.
    private boolean isChanged(String token, ClientOrigin origin) {
        var link = find(token, Purpose.CHANGE_EMAIL);
        var account = link == null ? null : usable(link.person());
        if (link == null || account == null || !isStored(link, token)) {
            return false;
        }
        var person = link.person();
        accounts.send(new ChangeEmail(person, EncryptedPersonal.parse(link.newAddress())), person.value(), person);
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            credentials.lock(person.value());
            if (tokens.use(token, Purpose.CHANGE_EMAIL).isEmpty()) {
                return false;
            }
            tokens.useAll(person, Purpose.RESET_PASSWORD); // They were sent to the earlier address.
            mails.emailChanged(
                    recipient(account), String.valueOf(clock.instant().toEpochMilli()));
            log.append(AuthenticationEventType.EMAIL_CHANGED, Subject.person(person), origin);
            return true;
        }));
    }

    /// Unless a reset of the password ended the link meanwhile.
    private boolean isStored(OneTimeToken link, String token) {
        var person = link.person().value();
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var earlier = credentials.lock(person).orElse(null);
            if (earlier == null
                    || tokens.find(token, Purpose.CHANGE_EMAIL).isEmpty()
                    || credentials.setAddress(person, link.newAddress(), link.newAddressHash()) == 0) {
                return false;
            }
            limits.move(earlier.addressHash(), link.newAddressHash());
            return true;
        }));
    }

    private @Nullable Account usable(PersonId person) {
        return accounts.find(person)
                .filter(one -> one.status() == AccountStatus.ACTIVE)
                .orElse(null);
    }

    private static Recipient recipient(Account account) {
        return new Recipient(account.id(), account.email(), account.name());
    }
}
