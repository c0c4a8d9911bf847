package io.packhouse.operations.query;

import io.packhouse.engine.operations.Act;
import io.packhouse.engine.operations.ActKind;
import io.packhouse.engine.personal.SealedTexts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An act as it stands. `effect` is what it means for those who read and write meanwhile; `reason`
/// is `[erased]` once the actor is forgotten.
record ActView(
        String id,
        long number,
        ActKind kind,
        String subject,
        Map<String, List<String>> details,
        String actor,
        String reason,
        Instant at,
        Act.State state,
        @Nullable String outcome,
        @Nullable String node,
        @Nullable Instant endedAt,
        String effect) {

    static ActView of(Act act, SealedTexts texts) {
        return new ActView(
                act.id(),
                act.number(),
                act.kind(),
                act.subject(),
                act.details(),
                act.actor(),
                texts.open(act.reason()),
                act.at(),
                act.state(),
                act.outcome(),
                act.node(),
                act.endedAt(),
                act.kind().effect());
    }
}
