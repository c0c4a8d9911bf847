package io.packhouse.payment.command;

import io.packhouse.payment.api.PaymentEvent;
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
            var total = Math.min(word.refundedMinor(), most);
            if (total > refundedMinor) {
                var difference = like(wanted, total - refundedMinor);
                news.add(new PaymentRefunded(id, difference, like(wanted, total)));
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
        refundedMinor = event.refunded().amountMinor();
    }

    boolean isCaptured() {
        return captured;
    }

    PaymentStatus afterRefund(PaymentStatus before) {
        return refundedMinor < capturedMinor ? before : PaymentStatus.REFUNDED;
    }

    Money toCapture(PaymentRequested wanted) {
        return authorized ? like(wanted, authorizedMinor) : wanted.amount();
    }

    Money toRefund(PaymentRequested wanted) {
        return like(wanted, capturedMinor - refundedMinor);
    }

    private static Money like(PaymentRequested wanted, long amountMinor) {
        return new Money(amountMinor, wanted.amount().currency());
    }
}
