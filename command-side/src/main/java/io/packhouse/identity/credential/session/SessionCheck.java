package io.packhouse.identity.credential.session;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Whether the session of an access token is active. A node asks the table at most once in five seconds for a session;
/// a session that ends on this node is known at once.
@Component
public class SessionCheck {

    private static final int MOST = 10_000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SignInSession.Rows sessions;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<String, State> states = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > MOST;
        }
    };

    private record State(boolean active, long atNanos) {

        boolean isFresh(long nowNanos) {
            return nowNanos - atNanos < FRESH_NANOS;
        }
    }

    SessionCheck(
            SignInSession.Rows sessions,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            Clock clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    public boolean isActive(String sessionId) {
        var askedAt = System.nanoTime();
        var known = known(sessionId);
        if (known != null && known.isFresh(askedAt)) {
            return known.active();
        }
        var isActive = Boolean.TRUE.equals(transactions.execute(_ -> sessions.isActive(sessionId, clock.instant())));
        put(sessionId, new State(isActive, askedAt));
        return isActive;
    }

    /// The session ends in the transaction of the caller.
    void end(String sessionId) {
        put(sessionId, new State(false, System.nanoTime()));
    }

    private @Nullable State known(String sessionId) {
        synchronized (states) {
            return states.get(sessionId);
        }
    }

    /// An answer of the table that was asked for before the session ended here must not replace that.
    private void put(String sessionId, State state) {
        synchronized (states) {
            states.merge(sessionId, state, (old, now) -> now.atNanos() - old.atNanos() < 0 ? old : now);
        }
    }
}
