package io.packhouse.loyalty.api.purchase;

import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/// Events of the Purchase aggregate. Names and shapes are permanent.
public sealed interface LoyaltyPurchaseEvent {

    PurchaseId purchaseId();

    /// The buyer, the lines and the total were recorded.
    @Revision("1")
    record PurchaseRecorded(PurchaseId purchaseId, PersonId buyer, List<PurchaseLine> parts, Money total)
            implements LoyaltyPurchaseEvent {}

    /// The total captured so far was recorded.
    @Revision("1")
    record PurchasePaid(PurchaseId purchaseId, Money paid, Instant paidAt) implements LoyaltyPurchaseEvent {}

    /// The total refunded so far was recorded.
    @Revision("1")
    record PurchaseRefunded(PurchaseId purchaseId, Money refunded) implements LoyaltyPurchaseEvent {}

    /// The buyer and the price are known and the price is paid: the purchase earns points, except
    /// for what was refunded.
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
