package io.packhouse.loyalty.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.loyalty.api.reward.RewardEvent;
import io.packhouse.loyalty.api.reward.RewardEvent.*;
import io.packhouse.loyalty.api.reward.RewardId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// The catalog of rewards.
@Component
@ProcessingGroup(RewardProjection.GROUP)
class RewardProjection {

    static final String GROUP = "projection-loyalty-rewards";

    private final ProjectionTable rewards;

    RewardProjection(ProjectionSchema schema) {
        rewards = schema.table("loyalty_reward");
    }

    @EventHandler
    void on(RewardEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case RewardOffered e -> offer(e.rewardId(), e.version(), e.offer(), context);
            case RewardRevised e -> offer(e.rewardId(), e.version(), e.offer(), context);
            case RewardClaimed e -> rewards.update(key(e.rewardId()), context, Columns.of("claimed", e.claimed()));
            case RewardRetired e -> rewards.update(key(e.rewardId()), context, Columns.of("retired", true));
            case RewardClaimRefused _ -> {}
        }
        rewards.update(key(event.rewardId()), Columns.of("stream_version", context.version()), "stream_version");
    }

    @ResetHandler
    void reset() {
        rewards.empty();
    }

    private void offer(RewardId id, int version, Offer offer, EventContext context) {
        rewards.upsert(
                key(id),
                context,
                Columns.of("claimed", 0).and("retired", false),
                Columns.of("version", version)
                        .and("name", offer.name())
                        .and("description", offer.description())
                        .and("points", offer.points())
                        .and("from_tier", offer.from())
                        .cast("max_claims", offer.maxClaims(), "integer"));
    }

    private static Columns key(RewardId id) {
        return Columns.of("reward_id", id);
    }
}
