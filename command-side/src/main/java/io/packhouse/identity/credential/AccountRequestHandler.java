package io.packhouse.identity.credential;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountMails.Recipient;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.Credential.NewAccount;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.shared.api.EncryptedPersonal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Handles stored requests about addresses, one after another: makes an account, or sends an e-mail.
@Component
class AccountRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AccountRequestHandler.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AccountRequest.Rows requests;
    private final Credential.Rows credentials;
    private final AccountRegistration registration;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final AccountMails mails;
    private final PersonalDataCipher cipher;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();

    AccountRequestHandler(
            AccountRequest.Rows requests,
            Credential.Rows credentials,
            AccountRegistration registration,
            OneTimeTokens tokens,
            Accounts accounts,
            AccountMails mails,
            PersonalDataCipher cipher,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.requests = requests;
        this.credentials = credentials;
        this.registration = registration;
        this.tokens = tokens;
        this.accounts = accounts;
        this.mails = mails;
        this.cipher = cipher;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Begins to handle the requests, unless that is in progress.
    void wake() {
        wanted.set(true);
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("account-requests").start(this::handleAll);
        }
    }

    private void handleAll() {
        try {
            while (wanted.getAndSet(false)) {
                while (handleNext()) {}
            }
        } catch (RuntimeException e) {
            LOG.warn("Account requests cannot be handled now; a periodic task repeats it", e);
        } finally {
            running.set(false);
            if (wanted.get()) {
                wake();
            }
        }
    }

    /// The command and the e-mail of a request may be repeated; the row is deleted when both are done.
    private boolean handleNext() {
        var request =
                transactions.execute(_ -> requests.findFirstByNextTryAtLessThanEqualOrderByNextTryAt(clock.instant())
                        .orElse(null));
        if (request == null) {
            return false;
        }
        try {
            var account = isFree(request) ? sealed(request) : null;
            transactions.executeWithoutResult(_ -> handle(request, account));
            if (request.kind() == AccountRequest.Kind.REGISTER) {
                registration.complete(request.person());
            }
        } catch (RuntimeException e) {
            LOG.warn("An account request failed; it is repeated in {}", PAUSE, e);
            transactions.executeWithoutResult(
                    _ -> requests.postpone(request.number(), clock.instant().plus(PAUSE)));
        }
        return true;
    }

    private boolean isFree(AccountRequest request) {
        var known = transactions.execute(_ -> credentials.findByAddressHash(request.addressHash()));
        return switch (request.kind()) {
            case REGISTER -> known.isEmpty();
            case CLAIM ->
                known.filter(Credential::isRegistered).isEmpty()
                        && accounts.findGuest(request.person()).isPresent();
            case RESET_PASSWORD, RESEND_VERIFICATION -> false;
        };
    }

    /// With a key of the person, which is made before the transaction: it must not be lost with one.
    private NewAccount sealed(AccountRequest request) {
        return registration.sealed(
                request.person(),
                new EmailAddress(open(request.address())),
                open(request.name()),
                Role.CUSTOMER,
                request.passwordHash(),
                false,
                NewAccount.ANONYMOUS);
    }

    private String open(EncryptedPersonal<String> value) {
        return cipher.open(value, String.class).orElseThrow();
    }

    private void handle(AccountRequest request, @Nullable NewAccount free) {
        if (requests.deleteOne(request.number()) == 0) {
            return; // Another node handled it.
        }
        if (free != null && request.kind() == AccountRequest.Kind.CLAIM) {
            confirm(free);
            return;
        }
        if (free != null && registration.insert(unlessClaimed(free))) {
            return;
        }
        var known = credentials.findByAddressHash(request.addressHash()).filter(Credential::isRegistered);
        if (known.isEmpty() && request.kind() == AccountRequest.Kind.RESEND_VERIFICATION) {
            tokens.useLastClaim(request.addressHash())
                    .filter(link -> accounts.findGuest(link.person()).isPresent())
                    .ifPresent(link -> sendClaim(link.account()));
        }
        known.filter(credential -> !credential.person().value().equals(request.personId()))
                .ifPresent(credential -> accounts.find(credential.person())
                        .filter(account -> account.status() == AccountStatus.ACTIVE)
                        .ifPresent(account -> inform(request, account)));
    }

    private void inform(AccountRequest request, Account account) {
        var recipient = new Recipient(account.id(), account.email(), account.name());
        var subject = Subject.person(account.id());
        switch (request.kind()) {
            case RESET_PASSWORD -> {
                log.append(AuthenticationEventType.PASSWORD_RESET_REQUESTED, subject, ClientOrigin.ENGINE);
                mails.resetPassword(recipient, tokens.make(account.id(), Purpose.RESET_PASSWORD, OneTimeTokens.RESET));
            }
            case RESEND_VERIFICATION -> {
                if (!account.emailVerified()) {
                    choosePassword(recipient);
                }
            }
            case REGISTER, CLAIM -> {
                log.append(AuthenticationEventType.REGISTRATION_OF_KNOWN_ADDRESS, subject, ClientOrigin.ENGINE);
                if (account.emailVerified()) {
                    mails.accountExists(recipient, String.valueOf(request.number()));
                } else {
                    choosePassword(recipient);
                }
            }
        }
    }

    /// The account is made when the link is used: until then the guest may be anybody.
    private void confirm(NewAccount account) {
        sendClaim(unlessClaimed(account));
    }

    private void sendClaim(NewAccount account) {
        var address = account.address().toString();
        var token = tokens.make(
                account.person(),
                Purpose.CLAIM,
                OneTimeTokens.VERIFY,
                link -> link.withPassword(account.passwordHash())
                        .withAddress(address, account.addressHash())
                        .withName(account.name().toString()));
        mails.verifyEmail(registration.recipient(account), token);
    }

    /// The reader of several equal e-mails cannot see whose password a link sets, so none does: another link follows.
    private NewAccount unlessClaimed(NewAccount account) {
        var isClaimed = tokens.forgetPasswordsOfClaims(account.person(), account.addressHash());
        return isClaimed ? account.withoutPassword() : account;
    }

    /// A stranger may have registered the address first: its owner chooses a password with the link, which verifies the
    /// address, too.
    private void choosePassword(Recipient recipient) {
        mails.resetPassword(recipient, tokens.make(recipient.person(), Purpose.RESET_PASSWORD, OneTimeTokens.RESET));
    }
}
