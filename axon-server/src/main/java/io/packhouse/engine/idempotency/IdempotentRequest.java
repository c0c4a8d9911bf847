package io.packhouse.engine.idempotency;

import java.time.Instant;

/// A request with an Idempotency-Key that the events of a command answer. Its row is stored with them.
public record IdempotentRequest(String keyHash, String bodyHash, Instant at) {}
