package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.wire.Ids;
import io.packhouse.sandbox.wire.StripeFailure;
import org.jspecify.annotations.Nullable;

/// What a bank may do to a charge. It takes the money at once and gives it back when it decides for
/// the shop.
public final class Disputes {

    private Disputes() {}

    public static Dispute open(Draft draft, Payment payment, @Nullable Long asked) {
        long left = payment.captured() - payment.refunded() - payment.lost();
        long amount = asked == null ? left : asked;
        var charge = payment.charge();
        if (charge == null || amount < 1 || amount > left) {
            throw StripeFailure.refused(
                    "charge_not_disputable", "There is less to dispute: " + left + ".");
        }
        var dispute =
                new Dispute(
                        Ids.dispute(),
                        draft.now(),
                        payment.id(),
                        charge.id(),
                        amount,
                        payment.terms().currency(),
                        Dispute.Status.NEEDS_RESPONSE,
                        "fraudulent");
        draft.fact("dispute.opened");
        draft.keep(payment.disputed(0));
        draft.keep(dispute, "charge.dispute.created", "charge.dispute.funds_withdrawn");
        return dispute;
    }

    public static Dispute close(Draft draft, Dispute dispute, boolean won) {
        if (!dispute.isOpen()) {
            throw StripeFailure.refused(
                    "dispute_already_closed", "This dispute is already closed.");
        }
        draft.fact(won ? "dispute.won" : "dispute.lost");
        if (won) {
            var closed = dispute.now(Dispute.Status.WON);
            draft.keep(closed, "charge.dispute.closed", "charge.dispute.funds_reinstated");
            return closed;
        }
        var closed = dispute.now(Dispute.Status.LOST);
        draft.keep(draft.payment(dispute.payment()).disputed(dispute.amount()));
        draft.keep(closed, "charge.dispute.closed");
        return closed;
    }
}
