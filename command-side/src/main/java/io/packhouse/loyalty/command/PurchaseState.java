package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseCommand;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseCommand.*;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent;
import io.packhouse.loyalty.api.purchase.LoyaltyPurchaseEvent.*;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// State of one order in the loyalty programme. Its parts may arrive in any order; once buyer,
/// price and payment are known it counts. Pure: commands in, events out.
record PurchaseState(
        @Nullable PurchaseRecorded recorded,
        @Nullable Money paid,
        @Nullable Instant paidAt,
        @Nullable Money refunded,
        @Nullable Money counted) {

    static final PurchaseState UNKNOWN = new PurchaseState(null, null, null, null, null);

    List<LoyaltyPurchaseEvent> decide(LoyaltyPurchaseCommand command) {
        return switch (command) {
            case RecordPurchase purchase ->
                recorded != null
                        ? List.of()
                        : withCount(new PurchaseRecorded(
                                purchase.purchaseId(), purchase.buyer(), purchase.parts(), purchase.total()));
            case RecordPurchasePayment payment ->
                isMore(payment.paid(), paid)
                        ? withCount(new PurchasePaid(payment.purchaseId(), payment.paid(), payment.paidAt()))
                        : List.of();
            case RecordPurchaseRefund refund ->
                isMore(refund.refunded(), refunded)
                        ? withCount(new PurchaseRefunded(refund.purchaseId(), refund.refunded()))
                        : List.of();
        };
    }

    PurchaseState evolve(LoyaltyPurchaseEvent event) {
        return switch (event) {
            case PurchaseRecorded e -> new PurchaseState(e, paid, paidAt, refunded, counted);
            case PurchasePaid e -> new PurchaseState(recorded, e.paid(), e.paidAt(), refunded, counted);
            case PurchaseRefunded e -> new PurchaseState(recorded, paid, paidAt, e.refunded(), counted);
            case PurchaseQualified e -> new PurchaseState(recorded, paid, paidAt, refunded, e.refunded());
        };
    }

    private List<LoyaltyPurchaseEvent> withCount(LoyaltyPurchaseEvent event) {
        return Stream.concat(Stream.of(event), evolve(event).count()).toList();
    }

    private Stream<LoyaltyPurchaseEvent> count() {
        if (recorded == null
                || paid == null
                || paidAt == null
                || recorded.total().isMoreThan(paid)) {
            return Stream.of();
        }
        var back = refunded == null ? Money.zero(paid.currency()) : refunded;
        return back.equals(counted)
                ? Stream.of()
                : Stream.of(new PurchaseQualified(
                        recorded.purchaseId(),
                        LoyaltyAccountId.belongingTo(recorded.buyer()),
                        recorded.parts(),
                        recorded.total(),
                        back,
                        paidAt));
    }

    private static boolean isMore(Money reported, @Nullable Money known) {
        return known == null ? !reported.isZero() : reported.isMoreThan(known);
    }
}
