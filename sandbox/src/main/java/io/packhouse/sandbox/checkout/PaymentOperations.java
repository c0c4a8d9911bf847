package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.CardFailure;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.TestCard;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operations on a payment.
public final class PaymentOperations {

    private PaymentOperations() {}

    public static Payment pay(LedgerTransaction ledgerTransaction, Payment payment, TestCard card) {
        return switch (card) {
            case DECLINED -> decline(ledgerTransaction, payment, card, CardFailure.declined());
            case ASKS -> {
                var asking = payment.awaiting(Payment.Status.REQUIRES_ACTION, card);
                ledgerTransaction.fact("payment.asked");
                ledgerTransaction.keep(asking, "payment_intent.requires_action");
                yield asking;
            }
            case SLOW -> {
                var slow = payment.awaiting(Payment.Status.PROCESSING, card);
                ledgerTransaction.fact("payment.processing");
                ledgerTransaction.keep(slow, "payment_intent.processing");
                yield slow;
            }
            case SUCCEEDS, REFUNDS_LATE, REFUND_FAILS -> charge(ledgerTransaction, payment, card);
        };
    }

    public static Payment charge(LedgerTransaction ledgerTransaction, Payment payment, TestCard card) {
        var charged = payment.charged(Ids.charge(), ledgerTransaction.now(), card);
        if (charged.isManual()) {
            ledgerTransaction.fact("payment.authorized");
            ledgerTransaction.keep(charged, "charge.succeeded", "payment_intent.amount_capturable_updated");
        } else {
            ledgerTransaction.fact("payment.captured");
            ledgerTransaction.keep(charged, "charge.succeeded", "payment_intent.succeeded");
        }
        return charged;
    }

    public static Payment decline(
            LedgerTransaction ledgerTransaction, Payment payment, TestCard card, CardFailure why) {
        var failed = payment.failed(Ids.charge(), ledgerTransaction.now(), card, why);
        ledgerTransaction.fact("payment.declined");
        ledgerTransaction.keep(failed, "charge.failed", "payment_intent.payment_failed");
        return failed;
    }

    public static Payment capture(LedgerTransaction ledgerTransaction, Payment payment, @Nullable Long asked) {
        if (payment.status() != Payment.Status.REQUIRES_CAPTURE) {
            throw wrongState(payment, "captured", "requires_capture");
        }
        long amount = asked == null ? payment.terms().amount() : asked;
        if (amount < 1 || amount > payment.terms().amount()) {
            throw StripeApiException.invalid(
                    "amount_too_large",
                    "The amount to capture must be between 1 and the amount authorized.",
                    "amount_to_capture");
        }
        var captured = payment.captured(amount);
        ledgerTransaction.fact("payment.captured");
        ledgerTransaction.keep(captured, "charge.captured", "payment_intent.succeeded");
        var sessionId = captured.terms().session();
        if (sessionId != null)
            ledgerTransaction.keep(ledgerTransaction.session(sessionId).completed(true));
        return captured;
    }

    public static Payment cancel(LedgerTransaction ledgerTransaction, Payment payment, String reason) {
        if (!payment.status().mayCancel()) {
            throw wrongState(
                    payment,
                    "canceled",
                    "requires_payment_method, requires_capture, requires_confirmation, requires_action");
        }
        var cancelled = payment.cancelled(reason, ledgerTransaction.now());
        ledgerTransaction.fact("payment.cancelled");
        ledgerTransaction.keep(cancelled, "payment_intent.canceled");
        return cancelled;
    }

    public static Refund refund(
            LedgerTransaction ledgerTransaction,
            Payment payment,
            @Nullable Long asked,
            @Nullable String reason,
            Map<String, String> metadata) {
        if (ledgerTransaction.disputesOf(payment.id()).stream().anyMatch(Dispute::isOpen)) {
            throw StripeApiException.refused("charge_disputed", "The charge has been disputed and cannot be refunded.");
        }
        long left = payment.captured() - payment.refunded() - payment.lost();
        long amount = asked == null ? left : asked;
        check(payment, left, amount);
        var charge = payment.charge();
        if (charge == null) throw wrongState(payment, "refunded", "succeeded");
        boolean late = charge.card() == TestCard.REFUNDS_LATE;
        var fresh = new Refund(
                Ids.refund(),
                ledgerTransaction.now(),
                payment.id(),
                charge.id(),
                amount,
                payment.terms().currency(),
                charge.card().refundsAtOnce() ? Refund.Status.SUCCEEDED : Refund.Status.PENDING,
                reason,
                metadata);
        ledgerTransaction.fact(late ? "refund.begun" : "payment.refunded");
        ledgerTransaction.keep(fresh, "refund.created");
        ledgerTransaction.keep(payment.refunded(amount), "charge.refunded");
        return fresh;
    }

    private static void check(Payment payment, long left, long amount) {
        if (payment.captured() == 0) {
            throw wrongState(payment, "refunded", "succeeded");
        }
        if (left == 0 && payment.lost() > 0) {
            throw StripeApiException.refused(
                    "charge_disputed", "The charge has been charged back; cannot issue a refund.");
        }
        if (left == 0) {
            throw StripeApiException.refused("charge_already_refunded", "The payment has already been refunded.");
        }
        if (amount < 1) {
            throw StripeApiException.invalid("parameter_invalid_integer", "Invalid positive integer", "amount");
        }
        if (amount > left) {
            throw StripeApiException.refused(
                    "amount_too_large",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");
        }
    }

    public static StripeApiException wrongState(Payment payment, String verb, String states) {
        return StripeApiException.refused(
                "payment_intent_unexpected_state",
                "This PaymentIntent could not be "
                        + verb
                        + " because it has a status of "
                        + Json.word(payment.status())
                        + ". Only a PaymentIntent with one of the following statuses may be "
                        + verb
                        + ": "
                        + states
                        + ".");
    }
}
