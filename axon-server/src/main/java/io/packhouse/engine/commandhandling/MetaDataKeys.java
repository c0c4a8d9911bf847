package io.packhouse.engine.commandhandling;

/// The names under which every event's metadata says who, why and on whose behalf.
public final class MetaDataKeys {

    /// Who asked: a person's id, or `process:<group>` for the shop itself.
    public static final String ACTOR = "actor";

    /// The command that recorded the event.
    public static final String COMMAND_ID = "commandId";

    /// The first message of the whole undertaking.
    public static final String CORRELATION_ID = "correlationId";

    /// The message that led to this one.
    public static final String CAUSATION_ID = "causationId";

    /// W3C trace id.
    public static final String TRACE_ID = "traceId";

    /// The step of that trace that recorded the event; only while traces are collected.
    public static final String SPAN_ID = "spanId";

    /// The persons whose data the event carries, comma-separated.
    public static final String PERSONS = "persons";

    /// Hash of the Idempotency-Key, if the request had one.
    public static final String IDEMPOTENCY = "idempotencyKeyHash";

    /// Hash of the request's body, beside the key.
    public static final String BODY_HASH = "bodyHash";

    /// The versions of its aggregate that a command may find there, comma-separated; any without.
    public static final String EXPECTED_VERSIONS = "expectedVersions";

    private MetaDataKeys() {}
}
