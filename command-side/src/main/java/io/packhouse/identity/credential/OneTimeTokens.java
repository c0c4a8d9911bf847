package io.packhouse.identity.credential;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.identity.credential.OneTimeToken.Purpose;
import io.packhouse.identity.credential.session.OpaqueToken;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Makes and uses the links in e-mails, in the transaction of the caller.
@Component
public class OneTimeTokens {

    static final Duration VERIFY = Duration.ofDays(3);
    static final Duration RESET = Duration.ofHours(1);
    static final Duration FIRST_PASSWORD = Duration.ofDays(7);
    static final Duration CHANGE = Duration.ofDays(1);

    private final OneTimeToken.Rows tokens;
    private final Clock clock;

    OneTimeTokens(OneTimeToken.Rows tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    public OpaqueToken make(PersonId person, Purpose purpose, Duration valid) {
        return make(person, purpose, valid, token -> token);
    }

    OpaqueToken make(PersonId person, Purpose purpose, Duration valid, UnaryOperator<OneTimeToken> details) {
        var token = OpaqueToken.random();
        var now = clock.instant();
        tokens.save(details.apply(new OneTimeToken(token, person, purpose, now, now.plus(valid))));
        return token;
    }

    /// The link, if it can be used.
    public Optional<OneTimeToken> find(String text, Purpose purpose) {
        return tokens.findByTokenHashAndPurposeAndUsedAtIsNullAndExpiresAtAfter(
                new OpaqueToken(text).hash(), purpose, clock.instant());
    }

    /// Uses the link; empty when it is unknown, used or expired.
    public Optional<OneTimeToken> use(String text, Purpose purpose) {
        return find(text, purpose).filter(token -> tokens.use(token.number(), clock.instant()) == 1);
    }

    /// Earlier links of that purpose do not work any more.
    public void useAll(PersonId person, Purpose purpose) {
        tokens.useAll(person.value(), purpose, clock.instant());
    }

    /// Whether a guest, or more, asked for an account with the address, or the person did: one of them may be a
    /// stranger, so none of the links sets a password any more.
    boolean forgetPasswordsOfClaims(PersonId person, String addressHash) {
        return tokens.forgetPasswords(Purpose.CLAIM, person.value(), addressHash, clock.instant()) > 0;
    }

    /// The last link by which a guest may get an account with the address; it does not work any more.
    Optional<OneTimeToken> useLastClaim(String addressHash) {
        return tokens.usable(Purpose.CLAIM, "", addressHash, clock.instant()).stream()
                .findFirst()
                .filter(link -> tokens.use(link.number(), clock.instant()) == 1);
    }

    /// Whether there is no other link by which the person, or another one with the address, gets an account.
    boolean isSoleClaim(OneTimeToken link) {
        return tokens.usable(Purpose.CLAIM, link.person().value(), link.newAddressHash(), clock.instant())
                        .size()
                == 1;
    }

    public static InvalidFieldException unusable() {
        return new InvalidFieldException(
                "token", "link-unusable", "The link was used before or has expired: request a new one.");
    }
}
