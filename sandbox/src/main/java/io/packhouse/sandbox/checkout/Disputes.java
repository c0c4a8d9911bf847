package io.packhouse.sandbox.checkout;

import io.packhouse.sandbox.json.Ids;
import io.packhouse.sandbox.json.StripeApiException;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import org.jspecify.annotations.Nullable;

/// Disputes of a bank about a charge. It withdraws the money at once and reinstates it when it
/// decides for the shop.
public final class Disputes {

    private Disputes() {}

    public static Dispute open(LedgerTransaction ledgerTransaction, Payment payment, @Nullable Long asked) {
        long left = payment.captured() - payment.refunded() - payment.lost();
        long amount = asked == null ? left : asked;
        var charge = payment.charge();
        if (charge == null || amount < 1 || amount > left) {
            throw StripeApiException.refused("charge_not_disputable", "There is less to dispute: " + left + ".");
        }
        var dispute = new Dispute(
                Ids.dispute(),
                ledgerTransaction.now(),
                payment.id(),
                charge.id(),
                amount,
                payment.terms().currency(),
                Dispute.Status.NEEDS_RESPONSE,
                "fraudulent");
        ledgerTransaction.fact("dispute.opened");
        ledgerTransaction.keep(payment.disputed(0));
        ledgerTransaction.keep(dispute, "charge.dispute.created", "charge.dispute.funds_withdrawn");
        return dispute;
    }

    public static Dispute close(LedgerTransaction ledgerTransaction, Dispute dispute, boolean won) {
        if (!dispute.isOpen()) {
            throw StripeApiException.refused("dispute_already_closed", "This dispute is already closed.");
        }
        ledgerTransaction.fact(won ? "dispute.won" : "dispute.lost");
        if (won) {
            var closed = dispute.now(Dispute.Status.WON);
            ledgerTransaction.keep(closed, "charge.dispute.closed", "charge.dispute.funds_reinstated");
            return closed;
        }
        var closed = dispute.now(Dispute.Status.LOST);
        ledgerTransaction.keep(ledgerTransaction.payment(dispute.payment()).disputed(dispute.amount()));
        ledgerTransaction.keep(closed, "charge.dispute.closed");
        return closed;
    }
}
