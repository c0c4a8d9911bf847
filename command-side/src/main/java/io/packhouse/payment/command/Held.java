package io.packhouse.payment.command;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.DisputeLost;
import io.packhouse.payment.api.PaymentEvent.DisputeWon;
import io.packhouse.payment.api.PaymentEvent.PaymentAuthorized;
import io.packhouse.payment.api.PaymentEvent.PaymentCaptured;
import io.packhouse.payment.api.PaymentEvent.PaymentRefunded;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderWord;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How much of the buyer's money is with the provider: set aside, taken, given back. Each amount is
/// learned once and only grows.
final class Held {

    private boolean authorized;
    private boolean captured;
    private long authorizedMinor;
    private long capturedMinor;
    private long refundedMinor;
    private long chargedBackMinor;

    /// What an AUTHORIZED or CAPTURED word says that was not known.
    List<PaymentEvent> news(PaymentRequested wanted, ProviderWord word) {
        var news = new ArrayList<PaymentEvent>();
        var id = wanted.paymentId();
        var intent = Objects.requireNonNull(word.intentId());
        if (!authorized) {
            var amount = Math.max(word.authorizedMinor(), word.capturedMinor());
            news.add(new PaymentAuthorized(id, like(wanted, amount), intent));
        }
        if (word.state() == ProviderWord.State.CAPTURED) {
            if (!captured) {
                news.add(new PaymentCaptured(id, like(wanted, word.capturedMinor()), intent));
            }
            var most = captured ? capturedMinor : word.capturedMinor();
            var total = Math.min(word.refundedMinor(), most - chargedBackMinor);
            if (total > refundedMinor) {
                var back = total + chargedBackMinor;
                news.add(
                        new PaymentRefunded(
                                id,
                                like(wanted, total - refundedMinor),
                                like(wanted, back),
                                like(wanted, most - back)));
            }
        }
        return news;
    }

    void evolve(PaymentAuthorized event) {
        authorized = true;
        authorizedMinor = event.amount().amountMinor();
    }

    void evolve(PaymentCaptured event) {
        captured = true;
        capturedMinor = event.amount().amountMinor();
    }

    void evolve(PaymentRefunded event) {
        refundedMinor = event.refunded().amountMinor() - chargedBackMinor;
    }

    void evolve(DisputeLost event) {
        chargedBackMinor += event.amount().amountMinor();
    }

    boolean isCaptured() {
        return captured;
    }

    PaymentStatus afterRefund(PaymentStatus before) {
        return keptMinor() > 0 ? before : PaymentStatus.REFUNDED;
    }

    Money toCapture(PaymentRequested wanted) {
        return authorized ? like(wanted, authorizedMinor) : wanted.amount();
    }

    Money toRefund(PaymentRequested wanted) {
        return like(wanted, keptMinor());
    }

    /// A bank never takes more than is there.
    DisputeLost lost(PaymentRequested wanted, DisputeReport report) {
        var amount = Math.min(report.amountMinor(), keptMinor());
        return new DisputeLost(
                wanted.paymentId(),
                report.disputeId(),
                like(wanted, amount),
                like(wanted, refundedMinor + chargedBackMinor + amount),
                like(wanted, keptMinor() - amount));
    }

    DisputeWon won(PaymentRequested wanted, DisputeReport report) {
        return new DisputeWon(
                wanted.paymentId(),
                report.disputeId(),
                like(wanted, refundedMinor + chargedBackMinor),
                like(wanted, keptMinor()));
    }

    private long keptMinor() {
        return capturedMinor - refundedMinor - chargedBackMinor;
    }

    private static Money like(PaymentRequested wanted, long amountMinor) {
        return new Money(amountMinor, wanted.amount().currency());
    }
}
