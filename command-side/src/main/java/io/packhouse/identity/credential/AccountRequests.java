package io.packhouse.identity.credential;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRequest.Kind;
import io.packhouse.identity.credential.Credential.NewAccount;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.password.PasswordPolicy;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Accepts what anybody may request about an address. The answer and the work before it are the same whether there is
/// an account or not: the request is stored, and [AccountRequestHandler] handles it later.
@Component
public class AccountRequests {

    private final AccountRequest.Rows requests;
    private final AccountRequestHandler handler;
    private final AccountRegistration registration;
    private final AddressHasher hasher;
    private final AttemptLimits limits;
    private final PasswordPolicy policy;
    private final Passwords passwords;
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
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.requests = requests;
        this.handler = handler;
        this.registration = registration;
        this.hasher = hasher;
        this.limits = limits;
        this.policy = policy;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    public void register(String email, String password, String name, ClientOrigin origin) {
        var address = AccountRegistration.requireAddress("email", email);
        var personal = new ArrayList<>(List.of(address.parts()));
        personal.add(name);
        policy.require("password", password, personal);
        registration.requireMail();
        limits.countMail(hasher.hash(address), origin);
        var person = new PersonId(TypeId.text("per", UuidCreator.getTimeOrderedEpoch()));
        var hash = passwords.hash(password);
        var account = registration.sealed(person, address, name, Role.CUSTOMER, hash, false, NewAccount.ANONYMOUS);
        save(new AccountRequest(Kind.REGISTER, account.addressHash(), clock.instant()).withRegistration(account));
    }

    public void resetPassword(String email, ClientOrigin origin) {
        save(email, Kind.RESET_PASSWORD, origin);
    }

    public void resendVerification(String email, ClientOrigin origin) {
        save(email, Kind.RESEND_VERIFICATION, origin);
    }

    /// Handles what is stored, unless that is in progress.
    public void wake() {
        handler.wake();
    }

    private void save(String email, Kind kind, ClientOrigin origin) {
        AccountRegistration.requireAddress("email", email);
        registration.requireMail();
        var hash = hasher.hash(new EmailAddress(email));
        limits.countMail(hash, origin);
        save(new AccountRequest(kind, hash, clock.instant()));
    }

    private void save(AccountRequest request) {
        transactions.executeWithoutResult(_ -> requests.save(request));
        handler.wake();
    }
}
