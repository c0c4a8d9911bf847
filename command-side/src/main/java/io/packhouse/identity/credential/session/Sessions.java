package io.packhouse.identity.credential.session;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Begins, renews and ends sessions.
@Component
public class Sessions {

    private static final Duration IDLE = Duration.ofDays(14);
    private static final int MOST_OF_PERSON = 50;
    private static final Duration LONGEST = Duration.ofDays(90);

    /// A client that sent a refresh twice at once, or again because the answer was lost, is not an attacker.
    private static final Duration REPEATS = Duration.ofSeconds(10);

    private static final String REJECTED = "The refresh token is not valid. Sign in again.";

    private final SignInSession.Rows sessions;
    private final RefreshToken.Rows tokens;
    private final SessionCheck check;
    private final AuthenticationLog log;
    private final TransactionOperations transactions;
    private final Clock clock;

    /// A session with its new refresh token.
    public record Renewed(PersonId person, String sessionId, OpaqueToken refreshToken) {}

    private record Outcome(@Nullable Renewed renewed) {}

    Sessions(
            SignInSession.Rows sessions,
            RefreshToken.Rows tokens,
            SessionCheck check,
            AuthenticationLog log,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.check = check;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Renewed begin(PersonId person, ClientOrigin origin, boolean browser) {
        return transactions.execute(_ -> {
            var now = clock.instant();
            var id = TypeId.text("ses", UuidCreator.getTimeOrderedEpoch());
            sessions.save(new SignInSession(id, person, browser, origin, now, now.plus(IDLE)));
            sessions.active(person.value(), now).stream()
                    .skip(MOST_OF_PERSON)
                    .forEach(oldest -> end(oldest.sessionId(), "REPLACED"));
            log.append(AuthenticationEventType.SIGNED_IN, Subject.session(person, id), origin);
            return new Renewed(person, id, issue(id));
        });
    }

    /// Exchanges a refresh token for the next one, once. A token that was used before ends its session: one of two
    /// holders stole it. Only when the same network repeats it within seconds, the session stays, and the repeated
    /// request is rejected alone.
    public Renewed renew(String refreshToken, ClientOrigin origin) {
        var hash = new OpaqueToken(refreshToken).hash();
        var outcome = transactions.execute(_ -> new Outcome(renewOnce(hash, origin)));
        if (outcome.renewed() == null) {
            throw new SignInRejectedException(REJECTED);
        }
        return outcome.renewed();
    }

    private @Nullable Renewed renewOnce(String hash, ClientOrigin origin) {
        var now = clock.instant();
        var isFirstUse = tokens.use(hash, origin.network(), now) == 1;
        var token = tokens.findByTokenHash(hash).orElse(null);
        var session = token == null
                ? null
                : sessions.findBySessionId(token.sessionId()).orElse(null);
        if (token == null || session == null || !session.isActiveAt(now)) {
            return null;
        }
        var subject = Subject.session(session.person(), session.sessionId());
        if (!isFirstUse) {
            var isRepeat = token.wasUsedSince(now.minus(REPEATS), origin.network());
            log.append(
                    AuthenticationEventType.REFRESH_TOKEN_REUSED, subject, origin, isRepeat ? "REPEATED" : "REVOKED");
            if (!isRepeat) {
                end(session.sessionId(), "REFRESH_TOKEN_REUSED");
            }
            return null;
        }
        var longest = session.createdAt().plus(LONGEST);
        var idle = now.plus(IDLE);
        if (sessions.use(session.sessionId(), now, idle.isBefore(longest) ? idle : longest) == 0) {
            return null; // It ended meanwhile.
        }
        log.append(AuthenticationEventType.REFRESHED, subject, origin);
        return new Renewed(session.person(), session.sessionId(), issue(session.sessionId()));
    }

    /// Ends the session of that access token.
    public void signOut(PersonId person, String sessionId, ClientOrigin origin) {
        transactions.executeWithoutResult(_ -> {
            if (end(sessionId, "SIGNED_OUT")) {
                log.append(AuthenticationEventType.SIGNED_OUT, Subject.session(person, sessionId), origin);
            }
        });
    }

    /// Ends one session of the person; false if there is none with that id.
    public boolean endOwn(PersonId person, String sessionId, ClientOrigin origin) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var isOwn = isActive(person, sessionId);
            if (isOwn) {
                signOut(person, sessionId, origin);
            }
            return isOwn;
        }));
    }

    /// Ends all sessions of the person but one, which may be null.
    public void endAll(PersonId person, @Nullable String except, String reason, ClientOrigin origin) {
        endWhere(person, one -> !one.sessionId().equals(except), reason, origin);
    }

    public List<SessionView> list(PersonId person, @Nullable String current) {
        return transactions.execute(_ -> sessions.active(person.value(), clock.instant()).stream()
                .map(one -> one.view(current))
                .toList());
    }

    public boolean isActive(PersonId person, String sessionId) {
        return Boolean.TRUE.equals(transactions.execute(_ -> sessions.active(person.value(), clock.instant()).stream()
                .anyMatch(one -> one.sessionId().equals(sessionId))));
    }

    /// Those that ended, too, until they are deleted.
    public List<?> all(PersonId person) {
        return transactions.execute(_ -> sessions.findByPersonIdOrderByNumber(person.value()).stream()
                .map(SignInSession::stored)
                .toList());
    }

    /// Deletes the sessions of an erased person.
    public void erase(PersonId person) {
        endAll(person, null, "ERASED", ClientOrigin.ENGINE);
        transactions.executeWithoutResult(_ -> {
            sessions.deleteOf(person.value());
            tokens.deleteOrphans();
        });
    }

    public void prune() {
        transactions.executeWithoutResult(_ -> {
            sessions.deleteBefore(clock.instant().minus(Duration.ofDays(30)));
            tokens.deleteOrphans();
        });
    }

    private void endWhere(PersonId person, Predicate<SignInSession> which, String reason, ClientOrigin origin) {
        transactions.executeWithoutResult(_ -> {
            var ended = sessions.active(person.value(), clock.instant()).stream()
                    .filter(which)
                    .filter(one -> end(one.sessionId(), reason))
                    .count();
            if (ended > 0) {
                log.append(AuthenticationEventType.SESSIONS_ENDED, Subject.person(person), origin, reason);
            }
        });
    }

    private boolean end(String sessionId, String reason) {
        var ended = sessions.end(sessionId, reason, clock.instant()) == 1;
        check.end(sessionId);
        return ended;
    }

    private OpaqueToken issue(String sessionId) {
        var token = OpaqueToken.random();
        tokens.save(new RefreshToken(token.hash(), sessionId, clock.instant()));
        return token;
    }
}
