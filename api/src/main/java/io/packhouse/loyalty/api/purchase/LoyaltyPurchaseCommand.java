package io.packhouse.loyalty.api.purchase;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Commands of the Purchase aggregate, which collects what loyalty needs to know of an
/// order. They may arrive in any order.
public sealed interface LoyaltyPurchaseCommand {

    /// Records the buyer, lines and total of an order, as agreed when it was placed.
    record RecordPurchase(
            @TargetAggregateIdentifier PurchaseId purchaseId,
            PersonId buyer,
            List<LoyaltyPurchaseEvent.PurchaseLine> parts,
            Money total)
            implements LoyaltyPurchaseCommand {}

    /// Records the total captured so far.
    record RecordPurchasePayment(@TargetAggregateIdentifier PurchaseId purchaseId, Money paid, Instant paidAt)
            implements LoyaltyPurchaseCommand {}

    /// Records the total refunded so far.
    record RecordPurchaseRefund(@TargetAggregateIdentifier PurchaseId purchaseId, Money refunded)
            implements LoyaltyPurchaseCommand {}
}
