package io.packhouse.loyalty.projection;

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

    private static final String UPSERT_REWARD = """
            insert into {schema}.loyalty_reward as r (reward_id, version, name, description, points,
                from_tier, max_claims, claimed, retired, position, changed_at)
            select ?, ?, ?, ?, ?, ?, cast(? as integer), 0, false, ?, ?
            on conflict (reward_id) do update set version = excluded.version,
                name = excluded.name, description = excluded.description,
                points = excluded.points, from_tier = excluded.from_tier,
                max_claims = excluded.max_claims, position = excluded.position,
                changed_at = excluded.changed_at
            where r.position < excluded.position
            """;
    private static final String UPDATE_CLAIMED = """
            update {schema}.loyalty_reward set claimed = ?, position = ?, changed_at = ?
            where reward_id = ? and position < ?
            """;
    private static final String UPDATE_RETIRED = """
            update {schema}.loyalty_reward set retired = true, position = ?, changed_at = ?
            where reward_id = ? and position < ?
            """;

    private static final String UPDATE_VERSION = """
            update {schema}.loyalty_reward set stream_version = ?
            where reward_id = ? and stream_version < ?
            """;

    private final ProjectionTable rewards;

    RewardProjection(ProjectionSchema schema) {
        rewards = schema.table("loyalty_reward");
    }

    @EventHandler
    void on(RewardEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        var position = context.position();
        switch (event) {
            case RewardOffered e -> offer(e.rewardId(), e.version(), e.offer(), context);
            case RewardRevised e -> offer(e.rewardId(), e.version(), e.offer(), context);
            case RewardClaimed e ->
                rewards.write(UPDATE_CLAIMED, e.claimed(), position, context.at(), e.rewardId(), position);
            case RewardRetired e -> rewards.write(UPDATE_RETIRED, position, context.at(), e.rewardId(), position);
            case RewardClaimRefused _ -> {}
        }
        rewards.write(UPDATE_VERSION, context.version(), event.rewardId(), context.version());
    }

    @ResetHandler
    void reset() {
        rewards.empty();
    }

    private void offer(RewardId id, int version, Offer offer, EventContext context) {
        rewards.write(
                UPSERT_REWARD,
                id,
                version,
                offer.name(),
                offer.description(),
                offer.points(),
                offer.from(),
                offer.maxClaims(),
                context.position(),
                context.at());
    }
}
