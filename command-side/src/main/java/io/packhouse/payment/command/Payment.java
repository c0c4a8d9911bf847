package io.packhouse.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderReferences;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for the payment of one installment. Decisions are in [PaymentState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Payment {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable")
    private PaymentId paymentId;

    private final PaymentState paymentState = new PaymentState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestPayment command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    void handle(RecordCheckoutSession report) {
        record(paymentState.decide(report));
    }

    @CommandHandler
    void handle(RecordProviderStatus report) {
        record(paymentState.decide(report));
    }

    @CommandHandler
    void handle(RecordRefusal report) {
        record(paymentState.decide(report));
    }

    @CommandHandler
    void handle(RecordDispute command) {
        var events = paymentState.decide(command);
        record(events);
        if (!events.isEmpty()) {
            record(paymentState.refundAfterDispute());
        }
    }

    @CommandHandler
    void handle(RecordUnknownOutcome report) {
        record(paymentState.decide(report));
    }

    @CommandHandler
    void handle(RetryProviderOperation command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    void handle(CapturePayment command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloseCheckout command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReversePayment command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    void handle(ReturnAgain command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    void handle(EndReview command) {
        record(paymentState.decide(command));
    }

    @CommandHandler
    ProviderReferences handle(@SuppressWarnings("unused") GetProviderReferences question) {
        return paymentState.trace();
    }

    @EventSourcingHandler
    void on(PaymentEvent event) {
        paymentId = event.paymentId();
        paymentState.evolve(event);
    }

    private static void record(List<PaymentEvent> events) {
        events.forEach(event -> apply(event));
    }
}
