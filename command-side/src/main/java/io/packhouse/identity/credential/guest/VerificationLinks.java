package io.packhouse.identity.credential.guest;

import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.EmailChange;
import io.packhouse.identity.credential.OneTimeToken;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.OneTimeTokens;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Uses the links that verify an address. For a guest who asked for an account it makes the account of the same person,
/// who keeps orders and points.
@Component
public class VerificationLinks {

    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final AccountRegistration registration;
    private final EmailChange emailChange;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;

    VerificationLinks(
            OneTimeTokens tokens,
            Accounts accounts,
            AccountRegistration registration,
            EmailChange emailChange,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.registration = registration;
        this.emailChange = emailChange;
        this.log = log;
        this.transactions = transactions;
    }

    /// Uses the link, which works again until everything that follows is done.
    public void use(String token, ClientOrigin origin) {
        var link = transactions.execute(_ -> tokens.find(token, Purpose.CLAIM).orElse(null));
        if (link == null) {
            emailChange.verify(token, origin);
        } else {
            claim(link, origin);
        }
    }

    /// The sessions and links of the guest end.
    private void claim(OneTimeToken link, ClientOrigin origin) {
        var person = link.person();
        if (accounts.find(person).isEmpty() || !registration.claim(link)) {
            log.append(AuthenticationEventType.LINK_REFUSED, Subject.person(person), origin, Purpose.CLAIM.name());
            throw OneTimeTokens.unusable();
        }
        log.append(AuthenticationEventType.GUEST_CLAIMED, Subject.person(person), origin);
    }
}
