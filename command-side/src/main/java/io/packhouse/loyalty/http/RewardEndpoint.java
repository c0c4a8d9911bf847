package io.packhouse.loyalty.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.loyalty.api.Tier;
import io.packhouse.loyalty.api.reward.RewardCommand.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Maintenance of rewards by staff.
@RestController
@RequestMapping("/api/v1/loyalty/rewards")
class RewardEndpoint {

    private static final String MANAGE = "loyalty:manage";

    private final CommandDispatcher dispatcher;

    record Offered(
            @NotNull @ValidName(max = 120) String name,
            @NotNull @Size(max = 1000) String description,
            @Positive @Max(1_000_000) long points,
            @NotNull Tier from,
            @Nullable @Positive Integer maxClaims) {

        Offered {
            name = Name.normalize(name);
        }
    }

    RewardEndpoint(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Offers a reward for points; without `maxClaims` it is unlimited.
    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> offer(@Valid @RequestBody Offered body, Caller caller) {
        var id = caller.newId("rwd", RewardId::new);
        return dispatcher.create(
                new OfferReward(id, body.name(), body.description(), body.points(), body.from(), body.maxClaims()),
                caller,
                URI.create("/api/v1/loyalty/rewards/" + id));
    }

    /// Changes the reward for later redemptions. 409 REWARD_RETIRED.
    @PostMapping("/{id}/revise")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> revise(@PathVariable RewardId id, @Valid @RequestBody Offered body, Caller caller) {
        return dispatcher.accept(
                new ReviseReward(id, body.name(), body.description(), body.points(), body.from(), body.maxClaims()),
                caller);
    }

    /// Retires the reward: it can no longer be redeemed.
    @PostMapping("/{id}/retire")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> retire(@PathVariable RewardId id, Caller caller) {
        return dispatcher.accept(new RetireReward(id), caller);
    }
}
