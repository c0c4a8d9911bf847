package io.packhouse.payment.command;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The disputes of a payment. A decision of the bank is final.
final class Disputes {

    private final Map<String, State> states = new HashMap<>(); // Few: a charge is rarely disputed more than once.

    /// If the decision arrives before the dispute itself, the dispute is recorded as opened, too.
    List<PaymentEvent> newEvents(PaymentRequested wanted, DisputeReport report, PaymentAmounts paymentAmounts) {
        var known = states.get(report.disputeId());
        var id = wanted.paymentId();
        var newEvents = new ArrayList<PaymentEvent>();
        if (known == null) {
            var amount = new Money(report.amountMinor(), wanted.amount().currency());
            newEvents.add(new DisputeOpened(id, report.disputeId(), amount, report.reason()));
        }
        if (known == null || known == State.OPEN) {
            switch (report.state()) {
                case OPEN -> {}
                case WON -> newEvents.add(paymentAmounts.won(wanted, report));
                case LOST -> newEvents.add(paymentAmounts.lost(wanted, report));
            }
        }
        return newEvents;
    }

    boolean anyOpen() {
        return states.containsValue(State.OPEN);
    }

    void evolve(PaymentEvent event) {
        switch (event) {
            case DisputeOpened e -> states.put(e.disputeId(), State.OPEN);
            case DisputeWon e -> states.put(e.disputeId(), State.WON);
            case DisputeLost e -> states.put(e.disputeId(), State.LOST);
            default -> {} // Only events about disputes matter here; PaymentState handles all of
            // them.
        }
    }
}
