package io.packhouse.ordering.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderPaymentStatus;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OrderFulfilmentTest {

    static final OrderId ORDER = new OrderId("ord_01jd0000000000000000000001");
    static final PaymentId FULL = PaymentId.derive(ORDER.value(), "FULL");
    static final PaymentId DEPOSIT = PaymentId.derive(ORDER.value(), "DEPOSIT");
    static final PaymentId BALANCE = PaymentId.derive(ORDER.value(), "BALANCE");

    @Test
    void onCancellationReleasesStockAndRefundsAndEndsWhenAllIsRefunded() {
        var cancelled = begun(Installment.FULL).onCancelled();
        assertThat(cancelled.commands())
                .anyMatch(ReleaseReservation.class::isInstance)
                .contains(new ReversePayment(FULL, "order cancelled"));
        var part = cancelled.after().onRefunded(FULL, eur(1)).after();
        assertThat(part.isEnded()).isFalse();
        assertThat(part.onRefunded(FULL, eur(0)).after().isEnded()).isTrue();
    }

    @Test
    void aRefundBeforeItIsCancelledEndsNothing() {
        var refunded = begun(Installment.FULL).onRefunded(FULL, eur(0));
        assertThat(refunded.commands()).isEmpty();
        assertThat(refunded.after().isEnded()).isFalse();
        var cancelled = refunded.after().onCancelled().after();
        assertThat(cancelled.isEnded()).isFalse();
        assertThat(cancelled.onPaymentNotTaken(FULL).after().isEnded()).isTrue();
    }

    @Test
    void endsWhenBothInstallmentsAreRefunded() {
        var cancelled = begun(Installment.DEPOSIT).onCancelled().after();
        var first = cancelled.onRefunded(DEPOSIT, eur(0)).after();
        assertThat(first.isEnded()).isFalse();
        assertThat(first.onPaymentNotTaken(BALANCE).after().isEnded()).isTrue();
    }

    private static OrderFulfilment begun(Installment installment) {
        return OrderFulfilment.begin(new OrderConfirmed(
                ORDER,
                installment,
                eur(2400),
                eur(2400),
                OrderPaymentStatus.PAID,
                new TreeMap<>(Map.of(new Sku("TEA-1"), 2)),
                1));
    }

    private static Money eur(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }
}
