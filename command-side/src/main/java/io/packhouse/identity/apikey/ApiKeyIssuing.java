package io.packhouse.identity.apikey;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates, rolls and revokes keys. A person sees their own; an administrator sees and revokes all.
final class ApiKeyIssuing {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyIssuing.class);
    private static final int MOST = 100;

    /// A program changes neither the account of its owner nor its keys.
    private static final String ACCOUNT = "account";

    private static final String MANAGE = "accounts:manage";

    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final ApiKeyStore store;
    private final ApiKeys keys;
    private final PersonalDataCipher personalDataCipher;
    private final Accounts accounts;
    private final SecureRandom random = new SecureRandom();

    /// A key with its secret, which is shown only now. `previousUntil` is how long the one before stays valid.
    record Issued(ApiKeyView key, String secret, @Nullable Instant previousUntil) {}

    ApiKeyIssuing(ApiKeyStore store, ApiKeys keys, PersonalDataCipher personalDataCipher, Accounts accounts) {
        this.accounts = accounts;
        this.store = store;
        this.keys = keys;
        this.personalDataCipher = personalDataCipher;
    }

    Issued create(String name, List<String> scopes, @Nullable Instant expiresAt, Caller caller) {
        requireGrantable(scopes, caller);
        requireCurrent(scopes, caller.person());
        if (expiresAt != null
                && (!expiresAt.isAfter(caller.at())
                        || expiresAt.isAfter(caller.at().plus(LONGEST)))) {
            throw new CommandRejectedException(ApiKeyRefusal.EXPIRY_OUT_OF_RANGE);
        }
        var owner = caller.person();
        if (store.count(owner) >= MOST) {
            throw new CommandRejectedException(ApiKeyRefusal.TOO_MANY_API_KEYS);
        }
        var prefix = ApiKeySecret.newPrefix(random);
        var secret = ApiKeySecret.create(prefix, random);
        var key = new ApiKeyView(
                caller.newId("key", ApiKeyId::new),
                prefix,
                personalDataCipher.seal(owner, name).toString(),
                owner,
                List.copyOf(new TreeSet<>(scopes)),
                caller.at(),
                expiresAt,
                null,
                null);
        if (!store.add(key, secret.hash())) {
            throw new CommandRejectedException(
                    ApiKeyRefusal.API_KEY_EXISTS, Map.of("id", key.id().value()));
        }
        LOG.info("{} created the API key {} for {}", owner, key.id(), key.scopes());
        return new Issued(key.named(name), secret.text(), null);
    }

    /// Replaces the secret; the one before stays valid for that time.
    Issued roll(ApiKeyId id, Duration grace, Caller caller) {
        var key = own(id, caller);
        if (!key.isValidAt(caller.at())) {
            throw new CommandRejectedException(ApiKeyRefusal.API_KEY_NOT_VALID);
        }
        requireCurrent(key.scopes(), key.owner());
        var secret = ApiKeySecret.create(key.prefix(), random);
        var until = caller.at().plus(grace);
        store.roll(id, secret.hash(), until);
        keys.forget();
        LOG.info("{} rolled the API key {}", caller.actor(), id);
        return new Issued(readable(key), secret.text(), until);
    }

    void revoke(ApiKeyId id, Caller caller) {
        visible(id, caller);
        store.revoke(id, caller.actor(), caller.at());
        keys.forget();
        LOG.info("{} revoked the API key {}", caller.actor(), id);
    }

    ApiKeyView one(ApiKeyId id, Caller caller) {
        return readable(visible(id, caller));
    }

    KeysetPage<ApiKeyView> page(@Nullable PersonId owner, KeysetPageRequest request) {
        var texts = personalDataCipher.texts();
        return store.page(owner, request).map(key -> key.named(String.valueOf(texts.open(key.name()))));
    }

    private static void requireGrantable(List<String> scopes, Caller caller) {
        var grantable = new TreeSet<>(caller.authorities());
        grantable.remove(ACCOUNT);
        requireAmong(scopes, grantable);
    }

    private static void requireAmong(List<String> scopes, Set<String> grantable) {
        scopes.stream().filter(scope -> !grantable.contains(scope)).findFirst().ifPresent(scope -> {
            throw new CommandRejectedException(
                    ApiKeyRefusal.SCOPE_NOT_GRANTABLE,
                    Map.of("scope", scope, "grantable", List.copyOf(new TreeSet<>(grantable))));
        });
    }

    /// The caller's token may be older than the loss of a role. A person of another issuer has no account here.
    private void requireCurrent(List<String> scopes, PersonId owner) {
        accounts.find(owner).ifPresent(account -> {
            var current = new HashSet<String>();
            if (account.isUsable()) {
                account.roles().forEach(role -> current.addAll(role.scopes()));
            }
            requireAmong(scopes, current);
        });
    }

    private ApiKeyView visible(ApiKeyId id, Caller caller) {
        return store.one(id)
                .filter(key -> key.owner().value().equals(caller.actor()) || caller.may(MANAGE))
                .orElseThrow(() -> new CommandRejectedException(ApiKeyRefusal.UNKNOWN_API_KEY));
    }

    /// An administrator may end the key of another person, but not get one that works for them.
    private ApiKeyView own(ApiKeyId id, Caller caller) {
        var key = visible(id, caller);
        if (!key.owner().value().equals(caller.actor())) {
            throw new CommandRejectedException(ApiKeyRefusal.UNKNOWN_API_KEY);
        }
        return key;
    }

    private ApiKeyView readable(ApiKeyView key) {
        return key.named(String.valueOf(personalDataCipher.texts().open(key.name())));
    }
}
