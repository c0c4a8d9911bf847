package io.packhouse.operations.query;

import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.operations.AdminOperation;
import io.packhouse.engine.operations.OperationType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation and its status. `effect` is its consequence for reads and writes while it applies;
/// `reason` is `[erased]` after the actor's data was erased.
record OperationView(
        String id,
        long number,
        OperationType kind,
        String subject,
        Map<String, List<String>> details,
        String actor,
        String reason,
        Instant at,
        AdminOperation.State state,
        @Nullable String outcome,
        @Nullable String node,
        @Nullable Instant endedAt,
        String effect) {

    static OperationView of(AdminOperation adminOperation, EncryptedTexts texts) {
        return new OperationView(
                adminOperation.id(),
                adminOperation.number(),
                adminOperation.kind(),
                adminOperation.subject(),
                adminOperation.details(),
                adminOperation.actor(),
                texts.open(adminOperation.reason()),
                adminOperation.at(),
                adminOperation.state(),
                adminOperation.outcome(),
                adminOperation.node(),
                adminOperation.endedAt(),
                adminOperation.kind().effect());
    }
}
