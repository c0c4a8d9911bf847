package io.packhouse.engine.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The actor, the time and the idempotency key of a request. A controller takes it as a parameter;
/// `request` is null when there is no Idempotency-Key, `expected` when any version may be changed, `apiKey` when no
/// program works for the actor.
public record Caller(
        String actor,
        Set<String> authorities,
        Instant at,
        String traceId,
        @Nullable IdempotentRequest request,
        Set<PersonId> persons,
        @Nullable ExpectedVersions expected,
        @Nullable String apiKey) {

    /// A caller without API key and expected versions.
    public Caller(
            String actor,
            Set<String> authorities,
            Instant at,
            String traceId,
            @Nullable IdempotentRequest request,
            Set<PersonId> persons) {
        this(actor, authorities, at, traceId, request, persons, null, null);
    }

    /// Identifies a repeated request: one hash of actor, endpoint and key, and one of the body. A
    /// request that sends several commands numbers them.
    public record IdempotentRequest(String keyHash, String bodyHash, AtomicInteger sent) {

        String nextKey() {
            return key(sent.getAndIncrement());
        }

        String comingKey() {
            return key(sent.get());
        }

        private String key(int number) {
            return number == 0 ? keyHash : keyHash + "/" + number;
        }

        IdempotentRequest part(int number) {
            return new IdempotentRequest(keyHash + "#" + number, bodyHash, new AtomicInteger());
        }
    }

    /// An id for what this request creates: the same for a repeated Idempotency-Key, new otherwise.
    /// The hash includes the prefix, so that one request may create several ids.
    public <T> T newId(String prefix, Function<String, T> kind) {
        return kind.apply(TypeId.text(prefix, uuid(prefix)));
    }

    /// The actor as a person.
    public PersonId person() {
        return new PersonId(actor);
    }

    /// The same caller, with the persons whose data the command contains.
    public Caller concerning(PersonId... persons) {
        return new Caller(actor, authorities, at, traceId, request, Set.of(persons), expected, apiKey);
    }

    /// The same caller, restricted to these versions.
    public Caller expecting(@Nullable ExpectedVersions versions) {
        return new Caller(actor, authorities, at, traceId, request, persons, versions, apiKey);
    }

    /// The same caller, acting by that API key.
    public Caller by(@Nullable String key) {
        return new Caller(actor, authorities, at, traceId, request, persons, expected, key);
    }

    /// The same caller for one item of the request: it has ids and keys of its own, so that an item
    /// that fails half-way does not shift those of later items.
    public Caller part(int number) {
        return new Caller(actor, authorities, at, traceId, request == null ? null : request.part(number), persons)
                .by(apiKey);
    }

    public boolean may(String authority) {
        return authorities.contains(authority);
    }

    private UUID uuid(String prefix) {
        if (request == null) {
            return UuidCreator.getTimeOrderedEpoch();
        }
        var name = (prefix + "|" + request.keyHash()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name);
    }
}
