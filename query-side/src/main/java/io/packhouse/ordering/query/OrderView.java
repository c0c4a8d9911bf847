package io.packhouse.ordering.query;

import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.shared.api.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One order without its lines. `shipTo` is null after the buyer's data was erased. `dispute` is
/// OPEN while the buyer's bank has to decide about a payment, then WON or LOST.
public record OrderView(
        String id,
        String orderNumber,
        String buyer,
        String status,
        String paymentStatus,
        String plan,
        OrderTerms.Totals totals,
        Money paid,
        Money refunded,
        @Nullable String dispute,
        int lines,
        @Nullable DeliveryAddress shipTo,
        @Nullable Shipment shipment,
        @Nullable Cancellation cancellation,
        List<MissingStock> shortages,
        @Nullable String cartId,
        Instant placedAt,
        Instant expiresAt,
        Instant changedAt,
        List<Allowed> allowedCommands) {

    OrderView allowing(List<Allowed> commands) {
        return new OrderView(
                id,
                orderNumber,
                buyer,
                status,
                paymentStatus,
                plan,
                totals,
                paid,
                refunded,
                dispute,
                lines,
                shipTo,
                shipment,
                cancellation,
                shortages,
                cartId,
                placedAt,
                expiresAt,
                changedAt,
                commands);
    }

    public record Shipment(String carrier, String trackingNumber) {}

    /// `note` is the text of the request, null for none and `[erased]` after the buyer's data was
    /// erased.
    public record Cancellation(String reason, @Nullable String note) {}

    /// An action the caller may take now, and its address. `note`: information to consider first.
    public record Allowed(String name, URI href, @Nullable String note) {}

    /// One ordered line; `manifest` is the ordered version, even if there are newer ones.
    public record Line(
            int line,
            String packId,
            int termsVersion,
            int manifestVersion,
            String sku,
            String name,
            String vendorId,
            int quantity,
            Money unitPrice,
            Money net,
            Money tax,
            String taxClass,
            int taxRateBasisPoints,
            @Nullable URI manifest) {}

    /// One change: what, when, who and why. `status` is null when it did not change; `note` is a
    /// text, `[erased]` after the buyer's data was erased.
    public record Change(
            long position,
            String event,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String note,
            @Nullable String actor,
            Instant at) {

        Change withNote(@Nullable String opened) {
            return new Change(position, event, status, reason, opened, actor, at);
        }
    }
}
