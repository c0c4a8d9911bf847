package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What loyalty is told about an order, in whatever order it hears of it.
public sealed interface LoyaltyPurchaseCommand {

    /// Who bought what for how much, as agreed when the order was placed.
    record RecordPurchase(
            @TargetAggregateIdentifier PurchaseId purchaseId,
            PersonId buyer,
            List<LoyaltyPurchaseEvent.PurchaseLine> parts,
            Money total)
            implements LoyaltyPurchaseCommand {}

    /// All that was captured so far.
    record RecordPurchasePayment(
            @TargetAggregateIdentifier PurchaseId purchaseId, Money paid, Instant paidAt)
            implements LoyaltyPurchaseCommand {}

    /// All that went back so far.
    record RecordPurchaseRefund(@TargetAggregateIdentifier PurchaseId purchaseId, Money refunded)
            implements LoyaltyPurchaseCommand {}
}
