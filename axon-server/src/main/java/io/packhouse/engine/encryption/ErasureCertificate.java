package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the erasure of a person destroyed. `keysDestroyed` are the SHA-256 of the keys of the person, `removed` the
/// number of records of each kind as in the export, and `position` that of the event in the log; -1 when unknown.
public record ErasureCertificate(
        PersonId person,
        Instant erasedAt,
        String requestedBy,
        List<String> keysDestroyed,
        Map<String, Integer> removed,
        long position) {}
