package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/// What loyalty heard about one order. Names and shapes are permanent.
public sealed interface LoyaltyPurchaseEvent {

    PurchaseId purchaseId();

    /// Who buys what.
    @Revision("1")
    record PurchaseRecorded(
            PurchaseId purchaseId, PersonId buyer, List<PurchaseLine> parts, Money total)
            implements LoyaltyPurchaseEvent {}

    /// How much is paid.
    @Revision("1")
    record PurchasePaid(PurchaseId purchaseId, Money paid, Instant paidAt)
            implements LoyaltyPurchaseEvent {}

    /// How much went back.
    @Revision("1")
    record PurchaseRefunded(PurchaseId purchaseId, Money refunded)
            implements LoyaltyPurchaseEvent {}

    /// Buyer and price are known and the price is paid: it counts, as far as it was not refunded.
    @Revision("1")
    record PurchaseQualified(
            PurchaseId purchaseId,
            LoyaltyAccountId accountId,
            List<PurchaseLine> parts,
            Money total,
            Money refunded,
            Instant paidAt)
            implements LoyaltyPurchaseEvent {}

    /// A line of the order and its net amount.
    record PurchaseLine(int line, Money net) {}
}
