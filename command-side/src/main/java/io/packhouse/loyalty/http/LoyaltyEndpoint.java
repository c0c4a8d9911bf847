package io.packhouse.loyalty.http;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.loyalty.api.LoyaltyPolicy;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.LoyaltyCommand.*;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.reward.RewardCommand.*;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardQuote;
import io.packhouse.shared.api.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Redemption of the caller's points, and adjustments of accounts by staff.
@RestController
@RequestMapping("/api/v1/loyalty")
class LoyaltyEndpoint {

    private static final String MANAGE = "loyalty:manage";
    private static final long MOST = 1_000_000;

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;
    private final LoyaltyPolicy policy;

    record Redemption(@NotNull RewardId rewardId) {}

    record Adjustment(
            @NonZero @Min(-MOST) @Max(MOST) long points,
            @NotBlank @Size(max = 200) String reason) {}

    record Action(
            @NotBlank @Pattern(regexp = "[A-Z_]{1,32}") String action,

            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,64}")
            String reference) {}

    LoyaltyEndpoint(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher, LoyaltyPolicy policy) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
        this.policy = policy;
    }

    /// The current rules of the programme.
    @GetMapping("/programme")
    @PublicEndpoint
    LoyaltyPolicy programme() {
        return policy;
    }

    /// Reserves the caller's points for a reward at its current price; when the reward is claimed
    /// they are redeemed. 409 INSUFFICIENT_POINTS, TIER_TOO_LOW, REWARD_RETIRED or
    /// REWARD_EXHAUSTED.
    @PostMapping("/redemptions")
    @RequiresIdempotencyKey
    @RequiresScope("loyalty:redeem")
    ResponseEntity<CommandReceipt> redeem(@Valid @RequestBody Redemption body, Caller caller) {
        var id = caller.newId("rdm", RedemptionId::new);
        var account = LoyaltyAccountId.belongingTo(new PersonId(caller.actor()));
        return CommandDispatcher.created(
                dispatcher
                        .sendOnce(
                                () -> new ReservePoints(account, id, quote(body.rewardId(), caller), caller.at()),
                                caller)
                        .as(id),
                URI.create("/api/v1/loyalty/redemptions/" + id));
    }

    /// Adds points (positive) or deducts them (negative). 409 INSUFFICIENT_POINTS.
    @PostMapping("/accounts/{person}/adjustments")
    @RequiresIdempotencyKey
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> adjust(
            @PathVariable PersonId person, @Valid @RequestBody Adjustment body, Caller caller) {
        return dispatcher.accept(
                new AdjustPoints(
                        LoyaltyAccountId.belongingTo(person),
                        caller.newId("adj", AdjustmentId::new),
                        body.points(),
                        personalDataCipher.seal(person, body.reason()),
                        caller.at(),
                        policy),
                caller.concerning(person));
    }

    /// Awards the points that the programme gives for that action, once per reference.
    @PostMapping("/accounts/{person}/actions")
    @RequiresScope(MANAGE)
    ResponseEntity<CommandReceipt> reward(
            @PathVariable PersonId person, @Valid @RequestBody Action body, Caller caller) {
        return dispatcher.accept(
                new AwardActionPoints(
                        LoyaltyAccountId.belongingTo(person), body.action(), body.reference(), caller.at(), policy),
                caller);
    }

    private RewardQuote quote(RewardId reward, Caller caller) {
        return dispatcher.query(new QuoteReward(reward), caller, RewardQuote.class);
    }
}
