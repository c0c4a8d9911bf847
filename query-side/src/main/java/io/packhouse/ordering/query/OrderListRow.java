package io.packhouse.ordering.query;

import io.packhouse.shared.api.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Currency;
import org.hibernate.annotations.Immutable;

/// A row of the order list; not used outside this package.
@jakarta.persistence.Entity
@Immutable
@Table(schema = "read", name = "customer_order")
class OrderListRow {

    @Id
    @Column(name = "order_id")
    private String orderId;

    @Column(name = "order_number")
    private String orderNumber;

    private String buyer;
    private String status;

    @Column(name = "payment_status")
    private String paymentStatus;

    private String currency;

    @Column(name = "total_minor")
    private long totalMinor;

    @Column(name = "line_count")
    private int lines;

    @Column(name = "placed_at")
    private Instant placedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway")
    OrderListRow() {}

    OrderSummary summary() {
        return new OrderSummary(
                orderId,
                orderNumber,
                buyer,
                status,
                paymentStatus,
                new Money(totalMinor, Currency.getInstance(currency)),
                lines,
                placedAt,
                expiresAt);
    }
}
