package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.money.CardFailure;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.TestCard;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.StripeFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may happen to one payment.
public final class Till {

    private Till() {}

    public static Payment pay(Draft draft, Payment payment, TestCard card) {
        return switch (card) {
            case DECLINED -> decline(draft, payment, card, CardFailure.declined());
            case ASKS -> {
                var asking = payment.awaiting(Payment.Status.REQUIRES_ACTION, card);
                draft.fact("payment.asked");
                draft.keep(asking, "payment_intent.requires_action");
                yield asking;
            }
            case SLOW -> {
                var slow = payment.awaiting(Payment.Status.PROCESSING, card);
                draft.fact("payment.processing");
                draft.keep(slow, "payment_intent.processing");
                yield slow;
            }
            case SUCCEEDS, REFUNDS_LATE, REFUND_FAILS -> charge(draft, payment, card);
        };
    }

    public static Payment charge(Draft draft, Payment payment, TestCard card) {
        var charged = payment.charged(Ids.charge(), draft.now(), card);
        if (charged.isManual()) {
            draft.fact("payment.authorized");
            draft.keep(charged, "charge.succeeded", "payment_intent.amount_capturable_updated");
        } else {
            draft.fact("payment.captured");
            draft.keep(charged, "charge.succeeded", "payment_intent.succeeded");
        }
        return charged;
    }

    public static Payment decline(Draft draft, Payment payment, TestCard card, CardFailure why) {
        var failed = payment.failed(Ids.charge(), draft.now(), card, why);
        draft.fact("payment.declined");
        draft.keep(failed, "charge.failed", "payment_intent.payment_failed");
        return failed;
    }

    public static Payment capture(Draft draft, Payment payment, @Nullable Long asked) {
        if (payment.status() != Payment.Status.REQUIRES_CAPTURE) {
            throw wrongState(payment, "captured", "requires_capture");
        }
        long amount = asked == null ? payment.terms().amount() : asked;
        if (amount < 1 || amount > payment.terms().amount()) {
            throw StripeFailure.invalid(
                    "amount_too_large",
                    "The amount to capture must be between 1 and the amount authorized.",
                    "amount_to_capture");
        }
        var captured = payment.captured(amount);
        draft.fact("payment.captured");
        draft.keep(captured, "charge.captured", "payment_intent.succeeded");
        var sessionId = captured.terms().session();
        if (sessionId != null) draft.keep(draft.session(sessionId).completed(true));
        return captured;
    }

    public static Payment cancel(Draft draft, Payment payment, String reason) {
        if (!payment.status().mayCancel()) {
            throw wrongState(
                    payment,
                    "canceled",
                    "requires_payment_method, requires_capture, requires_confirmation,"
                            + " requires_action");
        }
        var cancelled = payment.cancelled(reason, draft.now());
        draft.fact("payment.cancelled");
        draft.keep(cancelled, "payment_intent.canceled");
        return cancelled;
    }

    public static Refund refund(
            Draft draft,
            Payment payment,
            @Nullable Long asked,
            @Nullable String reason,
            Map<String, String> metadata) {
        if (draft.disputesOf(payment.id()).stream().anyMatch(Dispute::isOpen)) {
            throw StripeFailure.refused(
                    "charge_disputed", "The charge has been disputed and cannot be refunded.");
        }
        long left = payment.captured() - payment.refunded() - payment.lost();
        long amount = asked == null ? left : asked;
        check(payment, left, amount);
        var charge = payment.charge();
        if (charge == null) throw wrongState(payment, "refunded", "succeeded");
        boolean late = charge.card() == TestCard.REFUNDS_LATE;
        var fresh =
                new Refund(
                        Ids.refund(),
                        draft.now(),
                        payment.id(),
                        charge.id(),
                        amount,
                        payment.terms().currency(),
                        charge.card().refundsAtOnce()
                                ? Refund.Status.SUCCEEDED
                                : Refund.Status.PENDING,
                        reason,
                        metadata);
        draft.fact(late ? "refund.begun" : "payment.refunded");
        draft.keep(fresh, "refund.created");
        draft.keep(payment.refunded(amount), "charge.refunded");
        return fresh;
    }

    private static void check(Payment payment, long left, long amount) {
        if (payment.captured() == 0) {
            throw wrongState(payment, "refunded", "succeeded");
        }
        if (left == 0 && payment.lost() > 0) {
            throw StripeFailure.refused(
                    "charge_disputed", "The charge has been charged back; cannot issue a refund.");
        }
        if (left == 0) {
            throw StripeFailure.refused(
                    "charge_already_refunded", "The payment has already been refunded.");
        }
        if (amount < 1) {
            throw StripeFailure.invalid(
                    "parameter_invalid_integer", "Invalid positive integer", "amount");
        }
        if (amount > left) {
            throw StripeFailure.refused(
                    "amount_too_large",
                    "Refund amount ("
                            + amount
                            + ") is greater than unrefunded amount on charge ("
                            + left
                            + ")");
        }
    }

    public static StripeFailure wrongState(Payment payment, String verb, String states) {
        return StripeFailure.refused(
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
