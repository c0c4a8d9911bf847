package io.packhouse.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderTrace;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of one installment of one purchase; [Claim] does the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Payment {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private PaymentId paymentId;

    private final Claim claim = new Claim();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestPayment ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    void handle(RecordCheckout report) {
        record(claim.decide(report));
    }

    @CommandHandler
    void handle(RecordProviderWord report) {
        record(claim.decide(report));
    }

    @CommandHandler
    void handle(RecordRefusal report) {
        record(claim.decide(report));
    }

    @CommandHandler
    void handle(RecordDispute ask) {
        var news = claim.decide(ask);
        record(news);
        if (!news.isEmpty()) {
            record(claim.returnWhatWasDisputed());
        }
    }

    @CommandHandler
    void handle(RecordUnknownOutcome report) {
        record(claim.decide(report));
    }

    @CommandHandler
    void handle(AskAgain ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    void handle(CapturePayment ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClosePayment ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReturnPayment ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    void handle(ReturnAgain ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    void handle(EndReview ask) {
        record(claim.decide(ask));
    }

    @CommandHandler
    ProviderTrace handle(@SuppressWarnings("unused") TracePayment question) {
        return claim.trace();
    }

    @EventSourcingHandler
    void on(PaymentEvent event) {
        paymentId = event.paymentId();
        claim.evolve(event);
    }

    private static void record(List<PaymentEvent> events) {
        events.forEach(event -> apply(event));
    }
}
