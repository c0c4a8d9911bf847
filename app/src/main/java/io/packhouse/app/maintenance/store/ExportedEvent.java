package io.packhouse.app.maintenance.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One complete event as a line: payload and metadata are the stored JSON, encrypted parts
/// included.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportedEvent(
        long position,
        String id,
        String type,
        String stream,
        long sequence,
        String at,
        String name,
        @Nullable String revision,
        String payload,
        String metadata) {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final TypeReference<TreeMap<String, Object>> SORTED = new TypeReference<>() {};

    /// Hashes what is equal in every store: not the position, the order of metadata keys, or
    /// fractions of a millisecond.
    public void hashInto(MessageDigest digest) {
        field(digest, id);
        field(digest, type);
        field(digest, stream);
        field(digest, Long.toString(sequence));
        field(digest, Long.toString(Instant.parse(at).toEpochMilli()));
        field(digest, name);
        field(digest, revision == null ? "" : revision);
        field(digest, payload);
        field(digest, JSON.writeValueAsString(entries()));
    }

    /// The same event at another position.
    public ExportedEvent at(long position) {
        return new ExportedEvent(position, id, type, stream, sequence, at, name, revision, payload, metadata);
    }

    TreeMap<String, Object> entries() {
        return JSON.readValue(metadata, SORTED);
    }

    private static void field(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }
}
