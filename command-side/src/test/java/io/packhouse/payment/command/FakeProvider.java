package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.ID;

import io.packhouse.payment.api.PaymentCommand;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import org.jspecify.annotations.Nullable;

/// A correct provider with one page: the buyer's payments, changes in its dashboard, and its
/// responses.
final class FakeProvider {

    private State state = State.OPEN;
    private boolean pageOpen = true;
    private long authorized;
    private long captured;
    private long refunded;
    private String currency = "eur";

    boolean holdsMoney() {
        return state == State.AUTHORIZED || kept() > 0;
    }

    long kept() {
        return captured - refunded;
    }

    String currency() {
        return currency;
    }

    void pay(long amount, String paidIn) {
        if (state == State.OPEN && pageOpen) {
            state = State.AUTHORIZED;
            pageOpen = false;
            authorized = amount;
            currency = paidIn;
        }
    }

    boolean capture(long amount) {
        if (state != State.AUTHORIZED || amount < 1 || amount > authorized) {
            return false;
        }
        state = State.CAPTURED;
        captured = amount;
        return true;
    }

    boolean refund(long amount) {
        if (amount < 1 || amount > kept()) {
            return false;
        }
        refunded += amount;
        return true;
    }

    boolean cancel() {
        if (state != State.AUTHORIZED) {
            return false;
        }
        state = State.VOIDED;
        return true;
    }

    private boolean expire() {
        if (!pageOpen) {
            return false;
        }
        pageOpen = false;
        state = State.EXPIRED;
        return true;
    }

    /// As a webhook reports it: without the fields of an expanded charge.
    ProviderPaymentStatus webhook() {
        return providerStatus(null);
    }

    ProviderPaymentStatus fetchStatus() {
        return providerStatus(refunded);
    }

    PaymentCommand answer(ProviderOperationRequested asked) {
        var amount = asked.amount().amountMinor();
        var done = switch (asked.operation()) {
            case OPEN_CHECKOUT -> true;
            case CAPTURE -> capture(amount);
            case VOID -> asked.intentId() == null ? expire() : cancel();
            case REFUND -> refund(amount);
        };
        if (!done) {
            return Payments.refused(asked.operation(), asked.attempt(), "no", fetchStatus());
        }
        return switch (asked.operation()) {
            case OPEN_CHECKOUT -> new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
            case CAPTURE, VOID, REFUND -> new RecordProviderStatus(ID, fetchStatus());
        };
    }

    private ProviderPaymentStatus providerStatus(@Nullable Long reported) {
        return switch (state) {
            case AUTHORIZED -> Payments.uncaptured("p", authorized, currency);
            case CAPTURED -> Payments.captured("p", captured, reported, currency);
            default -> ProviderPaymentStatus.withoutMoney("p", state, null);
        };
    }
}
