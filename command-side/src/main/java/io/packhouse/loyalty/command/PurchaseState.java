package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.LoyaltyAccountId;
import io.packhouse.loyalty.api.LoyaltyPurchaseCommand;
import io.packhouse.loyalty.api.LoyaltyPurchaseCommand.*;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent;
import io.packhouse.loyalty.api.LoyaltyPurchaseEvent.*;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of one order. News may arrive in any order; once buyer, price and payment are
/// together it counts. Pure: commands in, events out, events in.
record PurchaseState(
        @Nullable PurchaseRecorded noted,
        @Nullable Money paid,
        @Nullable Instant paidAt,
        @Nullable Money refunded,
        @Nullable Money counted) {

    static final PurchaseState UNKNOWN = new PurchaseState(null, null, null, null, null);

    List<LoyaltyPurchaseEvent> decide(LoyaltyPurchaseCommand command) {
        return switch (command) {
            case RecordPurchase ask ->
                    noted != null
                            ? List.of()
                            : withCount(
                                    new PurchaseRecorded(
                                            ask.purchaseId(),
                                            ask.buyer(),
                                            ask.parts(),
                                            ask.total()));
            case RecordPurchasePayment ask ->
                    isNews(ask.paid(), paid)
                            ? withCount(
                                    new PurchasePaid(ask.purchaseId(), ask.paid(), ask.paidAt()))
                            : List.of();
            case RecordPurchaseRefund ask ->
                    isNews(ask.refunded(), refunded)
                            ? withCount(new PurchaseRefunded(ask.purchaseId(), ask.refunded()))
                            : List.of();
        };
    }

    PurchaseState evolve(LoyaltyPurchaseEvent event) {
        return switch (event) {
            case PurchaseRecorded e -> new PurchaseState(e, paid, paidAt, refunded, counted);
            case PurchasePaid e ->
                    new PurchaseState(noted, e.paid(), e.paidAt(), refunded, counted);
            case PurchaseRefunded e ->
                    new PurchaseState(noted, paid, paidAt, e.refunded(), counted);
            case PurchaseQualified e ->
                    new PurchaseState(noted, paid, paidAt, refunded, e.refunded());
        };
    }

    private List<LoyaltyPurchaseEvent> withCount(LoyaltyPurchaseEvent news) {
        return Stream.concat(Stream.of(news), evolve(news).count()).toList();
    }

    private Stream<LoyaltyPurchaseEvent> count() {
        if (noted == null || paid == null || paidAt == null || noted.total().isMoreThan(paid)) {
            return Stream.of();
        }
        var back = refunded == null ? Money.zero(paid.currency()) : refunded;
        return back.equals(counted)
                ? Stream.of()
                : Stream.of(
                        new PurchaseQualified(
                                noted.purchaseId(),
                                LoyaltyAccountId.belongingTo(noted.buyer()),
                                noted.parts(),
                                noted.total(),
                                back,
                                paidAt));
    }

    private static boolean isNews(Money told, @Nullable Money known) {
        return known == null ? !told.isZero() : told.isMoreThan(known);
    }
}
