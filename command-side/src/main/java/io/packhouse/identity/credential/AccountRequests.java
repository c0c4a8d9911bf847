package io.packhouse.identity.credential;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.identity.credential.AccountRequest.Kind;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AttemptLimits.MailPurpose;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.password.PasswordPolicy;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.platform.api.PlatformSettings;
import io.packhouse.platform.api.PlatformSettingsCommand.GetPlatformSettings;
import io.packhouse.platform.api.PlatformSettingsId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.TypeId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Accepts what anybody may request about an address. The answer and the work before it are the same whether there is
/// an account or not: the request is stored, and [AccountRequestHandler] handles it later.
@Component
public class AccountRequests {

    /// Whose key encrypts the values of all requests: a person gets a key with the account, and most anonymous requests
    /// make none.
    private static final PersonId REQUESTS = new PersonId(TypeId.text("per", new UUID(0x7000, 3)));

    private final AccountRequest.Rows requests;
    private final AccountRequestHandler handler;
    private final AccountRegistration registration;
    private final AddressHasher hasher;
    private final AttemptLimits limits;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher cipher;
    private final TransactionOperations transactions;
    private final Clock clock;

    AccountRequests(
            AccountRequest.Rows requests,
            AccountRequestHandler handler,
            AccountRegistration registration,
            AddressHasher hasher,
            AttemptLimits limits,
            PasswordPolicy policy,
            Passwords passwords,
            CommandDispatcher dispatcher,
            PersonalDataCipher cipher,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.requests = requests;
        this.handler = handler;
        this.registration = registration;
        this.hasher = hasher;
        this.limits = limits;
        this.policy = policy;
        this.passwords = passwords;
        this.dispatcher = dispatcher;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// `guest` is the person who asks, if they order as a guest: they get the account once they showed to read
    /// the mail. Rejected with REGISTRATION_CLOSED while only administrators make accounts.
    public void register(String email, String password, String name, @Nullable PersonId guest, ClientOrigin origin) {
        if (!platformSettings().registrationOpen()) {
            throw new CommandRejectedException(CredentialRefusal.REGISTRATION_CLOSED);
        }
        var address = EmailAddress.require("email", email);
        var personal = new ArrayList<>(List.of(address.parts()));
        personal.add(name);
        policy.require("password", password, personal);
        registration.requireMail();
        limits.countMail(MailPurpose.REGISTER, hasher.hash(address), origin);
        var person = guest == null ? new PersonId(TypeId.text("per", UuidCreator.getTimeOrderedEpoch())) : guest;
        var kind = guest == null ? Kind.REGISTER : Kind.CLAIM;
        var hash = passwords.hash(password);
        save(new AccountRequest(kind, hasher.hash(address), clock.instant())
                .withRegistration(person, cipher.seal(REQUESTS, address.value()), cipher.seal(REQUESTS, name), hash));
    }

    public void resetPassword(String email, ClientOrigin origin) {
        save(email, Kind.RESET_PASSWORD, origin);
    }

    public void resendVerification(String email, ClientOrigin origin) {
        save(email, Kind.RESEND_VERIFICATION, origin);
    }

    /// Whether what only a link in an e-mail can complete may be requested.
    public boolean canMail() {
        return registration.canMail();
    }

    /// Handles what is stored, unless that is in progress.
    public void wake() {
        handler.wake();
    }

    /// As their events state them: a read table may be empty while it is replayed.
    private PlatformSettings platformSettings() {
        try {
            var command = new GetPlatformSettings(PlatformSettingsId.ONLY);
            var caller = new Caller(REQUESTS.value(), Set.of(), clock.instant(), "", null, Set.of());
            return dispatcher.query(command, caller, PlatformSettings.class);
        } catch (CommandRejectedException e) {
            if (e.answer().kind() == Refusal.Kind.NOT_FOUND) {
                return PlatformSettings.DEFAULTS; // They were never changed.
            }
            throw e;
        }
    }

    private void save(String email, Kind kind, ClientOrigin origin) {
        EmailAddress.require("email", email);
        registration.requireMail();
        var hash = hasher.hash(new EmailAddress(email));
        limits.countMail(MailPurpose.valueOf(kind.name()), hash, origin);
        save(new AccountRequest(kind, hash, clock.instant()));
    }

    private void save(AccountRequest request) {
        transactions.executeWithoutResult(_ -> requests.save(request));
        handler.wake();
    }
}
