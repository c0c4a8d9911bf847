package io.packhouse.engine.commandhandling;

/// Keys of event metadata: actor, cause and request.
public final class MetaDataKeys {

    /// The requesting person's id, or `process:<group>` for the shop itself.
    public static final String ACTOR = "actor";

    /// The API key with which a program acted for that person; absent otherwise.
    public static final String API_KEY = "apiKey";

    /// The command that recorded the event.
    public static final String COMMAND_ID = "commandId";

    /// The first message of the whole process.
    public static final String CORRELATION_ID = "correlationId";

    /// The message that caused this one.
    public static final String CAUSATION_ID = "causationId";

    /// W3C trace id.
    public static final String TRACE_ID = "traceId";

    /// The span that recorded the event; only while traces are exported.
    public static final String SPAN_ID = "spanId";

    /// The persons whose data the event carries, comma-separated.
    public static final String PERSONS = "persons";

    /// Hash of the Idempotency-Key, if the request had one.
    public static final String IDEMPOTENCY = "idempotencyKeyHash";

    /// Hash of the request body, stored with the key.
    public static final String BODY_HASH = "bodyHash";

    /// The aggregate versions that the command accepts, comma-separated; any version when absent.
    public static final String EXPECTED_VERSIONS = "expectedVersions";

    private MetaDataKeys() {}
}
