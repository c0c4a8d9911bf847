package io.packhouse.identity.credential.guest;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.identity.api.GuestLinks;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.identity.api.PersonCommand.CreateGuest;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.OneTimeToken;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.OneTimeTokens;
import io.packhouse.identity.credential.SignIn.SignedIn;
import io.packhouse.identity.credential.attempt.AddressHasher;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.attempt.EmailAddress;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.identity.credential.session.Sessions;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Persons who order without an account: their sessions, and the links by which they return. The address of a guest is
/// neither unique nor looked up, so no answer depends on whether it has an account.
@Component
public class Guests implements GuestLinks {

    /// The scope that only guests have.
    public static final String SCOPE = "guest";

    private final Accounts accounts;
    private final Sessions sessions;
    private final OneTimeTokens tokens;
    private final AddressHasher hasher;
    private final AttemptLimits limits;
    private final PersonalDataCipher cipher;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final boolean enabled;
    private final Duration linkValidity;

    /// A link that a guest keeps: its token, and the path of this shop that contains it.
    public record ReturnLink(String token, String path, Instant expiresAt) {}

    Guests(
            Accounts accounts,
            Sessions sessions,
            OneTimeTokens tokens,
            AddressHasher hasher,
            AttemptLimits limits,
            PersonalDataCipher cipher,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock,
            @Value("${packhouse.guests.enabled:true}") boolean enabled,
            @Value("${packhouse.guests.link-validity:P90D}") Duration linkValidity) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.hasher = hasher;
        this.limits = limits;
        this.cipher = cipher;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
        this.enabled = enabled;
        this.linkValidity = linkValidity;
    }

    /// Before a page or a request that begins with a guest. Rejected with NO_GUESTS where the shop wants accounts only.
    public void requireEnabled() {
        if (!enabled) {
            throw new CommandRejectedException(CredentialRefusal.NO_GUESTS);
        }
    }

    /// Begins the session of a new guest. `browser` when its access token becomes a cookie.
    public SignedIn begin(String email, @Nullable String name, ClientOrigin origin, boolean browser) {
        requireEnabled();
        var address = EmailAddress.require("email", email);
        limits.countGuest(hasher.hash(address), origin);
        var person = new PersonId(TypeId.text("per", UuidCreator.getTimeOrderedEpoch()));
        var command = new CreateGuest(
                person, cipher.seal(person, address.value()), name == null ? null : cipher.seal(person, name));
        accounts.send(command, person.value(), person);
        log.append(AuthenticationEventType.GUEST_CREATED, Subject.person(person), origin);
        return signedIn(require(person), origin, browser);
    }

    /// Begins a session by the link that a guest kept. Rejected as an unusable link once it has expired or the guest
    /// has an account.
    public SignedIn returnBy(String token, ClientOrigin origin, boolean browser) {
        var link = transactions.execute(
                _ -> tokens.find(token, Purpose.GUEST_RETURN).orElse(null));
        var guest = link == null ? null : accounts.findGuest(link.person()).orElse(null);
        if (guest == null) {
            throw refused(new Subject(null, null, null), origin);
        }
        log.append(AuthenticationEventType.GUEST_RETURNED, Subject.person(guest.id()), origin);
        var signedIn = signedIn(guest, origin, browser);
        if (accounts.findGuest(guest.id()).isEmpty()) { // They got the account meanwhile, which ended earlier sessions.
            sessions.signOut(guest.id(), signedIn.sessionId(), origin);
            throw refused(Subject.person(guest.id()), origin);
        }
        return signedIn;
    }

    /// A new link for a guest to keep.
    public ReturnLink link(PersonId guest, String page) {
        require(guest);
        return make(guest, page);
    }

    @Override
    public String path(PersonId guest, String page) {
        return make(guest, page).path();
    }

    @Override
    public Optional<String> maskedAddress(PersonId guest) {
        return accounts.findGuest(guest).map(one -> new EmailAddress(one.email()).masked());
    }

    /// The guest who returns by the link, if it can be used.
    public Optional<PersonId> of(String token) {
        return transactions.execute(
                _ -> tokens.find(token, Purpose.GUEST_RETURN).map(OneTimeToken::person));
    }

    /// The caller, if a guest.
    public Optional<Account> find(Caller caller) {
        return caller.may(SCOPE) ? accounts.findGuest(caller.person()) : Optional.empty();
    }

    private ReturnLink make(PersonId guest, String page) {
        var expiresAt = clock.instant().plus(linkValidity);
        var token = transactions.execute(_ -> tokens.make(guest, Purpose.GUEST_RETURN, linkValidity));
        return new ReturnLink(token.text(), "/guest?next=" + page + "&token=" + token.text(), expiresAt);
    }

    private InvalidFieldException refused(Subject subject, ClientOrigin origin) {
        log.append(AuthenticationEventType.LINK_REFUSED, subject, origin, Purpose.GUEST_RETURN.name());
        return OneTimeTokens.unusable();
    }

    private Account require(PersonId person) {
        return accounts.findGuest(person)
                .orElseThrow(() -> new CommandRejectedException(IdentityRefusal.UNKNOWN_ACCOUNT));
    }

    private SignedIn signedIn(Account guest, ClientOrigin origin, boolean browser) {
        var session = sessions.begin(guest.id(), origin, browser);
        return new SignedIn(guest, session.sessionId(), session.refreshToken());
    }
}
