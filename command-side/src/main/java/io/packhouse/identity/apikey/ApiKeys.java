package io.packhouse.identity.apikey;

import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Checks keys. The result is cached for ten seconds: within them a key that another node revoked is still accepted
/// here, and one that this node revoked is not.
public final class ApiKeys {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final ApiKeyStore store;
    private final Clock clock;
    private final Map<String, Checked> checked = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > MOST;
        }
    };
    private long revision;

    /// Without a key when the text is not a valid one.
    private record Checked(ApiKeyStore.@Nullable Valid key, Instant at) {

        boolean isCurrent(Instant now) {
            return now.isBefore(at.plus(KEPT)) && !now.isBefore(at);
        }

        Optional<ApiKeyGrant> grant(Instant now) {
            return Optional.ofNullable(key)
                    .filter(found -> found.until() == null || now.isBefore(found.until()))
                    .map(ApiKeyStore.Valid::grant);
        }
    }

    ApiKeys(ApiKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Whether a bearer token is an API key, valid or not.
    public static boolean isApiKey(String token) {
        return token.startsWith(ApiKeySecret.MARK);
    }

    /// Empty when it is not a valid key.
    public Optional<ApiKeyGrant> check(String token) {
        var secret = new ApiKeySecret(token);
        if (!secret.isWellFormed()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var hash = secret.hash();
        var name = HexFormat.of().formatHex(hash);
        var known = known(name);
        if (known != null && known.isCurrent(now)) {
            return known.grant(now);
        }
        return read(hash, name, now).grant(now);
    }

    /// Ends all keys of a person, such as one whose account is closed. Returns how those begin that were valid.
    public List<String> revokeAll(PersonId owner, String by) {
        var revoked = store.revokeAll(owner, by, clock.instant());
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) { // Until then others read them as valid.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget();
                }
            });
        }
        return revoked;
    }

    /// After a change, so that it takes effect at once: what is being read now may be from before it.
    void forget() {
        synchronized (checked) {
            checked.clear();
            revision++;
        }
    }

    private Checked read(byte[] hash, String name, Instant now) {
        var before = revision();
        var key = store.valid(hash, now).orElse(null);
        if (key != null && store.isDue(key, now)) {
            store.used(key.grant().id(), now);
        }
        var result = new Checked(key, now);
        synchronized (checked) {
            if (revision == before) {
                checked.put(name, result);
            }
        }
        return result;
    }

    private long revision() {
        synchronized (checked) {
            return revision;
        }
    }

    private @Nullable Checked known(String name) {
        synchronized (checked) {
            return checked.get(name);
        }
    }
}
