package io.packhouse.payment.command;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.DisputeLost;
import io.packhouse.payment.api.PaymentEvent.DisputeOpened;
import io.packhouse.payment.api.PaymentEvent.DisputeWon;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the buyer's bank disputes about a payment. A decision is final.
final class Disputes {

    private final Map<String, State> states = new HashMap<>(); // Few: banks dispute a charge once.

    /// A decision that is the first thing heard of a dispute says that it was opened, too.
    List<PaymentEvent> news(
            PaymentRequested wanted, DisputeReport report, PaymentAmounts paymentAmounts) {
        var known = states.get(report.disputeId());
        var id = wanted.paymentId();
        var news = new ArrayList<PaymentEvent>();
        if (known == null) {
            var amount = new Money(report.amountMinor(), wanted.amount().currency());
            news.add(new DisputeOpened(id, report.disputeId(), amount, report.reason()));
        }
        if (known == null || known == State.OPEN) {
            switch (report.state()) {
                case OPEN -> {}
                case WON -> news.add(paymentAmounts.won(wanted, report));
                case LOST -> news.add(paymentAmounts.lost(wanted, report));
            }
        }
        return news;
    }

    boolean anyOpen() {
        return states.containsValue(State.OPEN);
    }

    void evolve(PaymentEvent event) {
        switch (event) {
            case DisputeOpened e -> states.put(e.disputeId(), State.OPEN);
            case DisputeWon e -> states.put(e.disputeId(), State.WON);
            case DisputeLost e -> states.put(e.disputeId(), State.LOST);
            default -> {} // Only disputes count here; Claim looks at every event.
        }
    }
}
