package io.packhouse.analytics.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.shared.api.Money;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records each step of a payment for finance, and counts the steps.
@Component
@ProcessingGroup(PaymentFactProjection.GROUP)
class PaymentFactProjection {

    static final String GROUP = "projection-payment-facts";

    /// An event without an amount takes the currency of the requested amount.
    private static final String INSERT_FACT = """
            with e as (
                select cast(:position as bigint) as position, cast(:payment_id as text) as payment_id,
                    cast(:order_id as text) as order_id, cast(:installment as text) as installment,
                    cast(:kind as text) as kind, cast(:currency as text) as currency,
                    cast(:amount_minor as bigint) as amount_minor, cast(:reason as text) as reason,
                    cast(:at as timestamptz) as at),
            fresh as (
                insert into {schema}.payment_fact (position, payment_id, order_id, installment,
                    kind, currency, amount_minor, reason, at)
                select position, payment_id, order_id, installment, kind,
                    coalesce(currency, (
                        select f.currency from {schema}.payment_fact f
                        where f.payment_id = e.payment_id and f.kind = 'REQUESTED')),
                    amount_minor, reason, at
                from e
                on conflict (position) do nothing
                returning kind, currency, amount_minor, at),
            hour as (
                insert into {schema}.payment_hour as t (at, measure, currency, number, amount_minor)
                select date_trunc('hour', at, 'UTC'), kind, coalesce(currency, ''), 1,
                    coalesce(amount_minor, 0) from fresh
                on conflict (at, measure, currency) do update
                set number = t.number + 1, amount_minor = t.amount_minor + excluded.amount_minor)
            insert into {schema}.payment_quarter_hour as t
                (at, measure, currency, number, amount_minor)
            select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00'), kind,
                coalesce(currency, ''), 1, coalesce(amount_minor, 0) from fresh
            on conflict (at, measure, currency) do update
            set number = t.number + 1, amount_minor = t.amount_minor + excluded.amount_minor
            """;

    private static final String INSERT_OUTCOME = """
            with fresh as (
                insert into {schema}.payment_outcome (payment_id, requested_at, outcome)
                select :payment_id, cast(:at as timestamptz), 'OPEN'
                on conflict (payment_id) do nothing
                returning requested_at)
            insert into {schema}.payment_outcome_count as t (at, outcome, number)
            select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'),
                'OPEN', 1 from fresh
            on conflict (at, outcome) do update set number = t.number + 1
            """;

    /// Only towards the more final outcome: OPEN, VOIDED, EXPIRED, CAPTURED.
    private static final String UPDATE_OUTCOME = """
            with e as (select cast(:payment_id as text) as payment_id, cast(:outcome as text) as outcome),
            before as (
                select c.payment_id, c.requested_at, c.outcome as was, e.outcome
                from {schema}.payment_outcome c join e using (payment_id)
                where array_position(array['OPEN', 'VOIDED', 'EXPIRED', 'CAPTURED'], c.outcome)
                    < array_position(array['OPEN', 'VOIDED', 'EXPIRED', 'CAPTURED'], e.outcome)),
            fresh as (
                update {schema}.payment_outcome c set outcome = b.outcome
                from before b where c.payment_id = b.payment_id
                returning b.requested_at, b.was, b.outcome)
            insert into {schema}.payment_outcome_count as t (at, outcome, number)
            select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'),
                outcome, 1 from fresh
            union all
            select date_bin('15 minutes', requested_at, timestamptz '2000-01-01 00:00:00+00'),
                was, -1 from fresh
            on conflict (at, outcome) do update set number = t.number + excluded.number
            """;

    private final ProjectionTable facts;
    private final List<ProjectionTable> counts;

    PaymentFactProjection(ProjectionSchema schema) {
        facts = schema.table("payment_fact");
        counts = Stream.of("payment_quarter_hour", "payment_hour", "payment_outcome", "payment_outcome_count")
                .map(schema::table)
                .toList();
    }

    @EventHandler
    void on(PaymentEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case PaymentRequested e -> {
                fact(e, "REQUESTED", e.amount(), null, context);
                facts.write(INSERT_OUTCOME, key(e).and("at", context.at()));
            }
            case PaymentDeclined e -> fact(e, "DECLINED", null, e.failure(), context);
            case PaymentAuthorized e -> fact(e, "AUTHORIZED", e.amount(), null, context);
            case PaymentCaptured e -> {
                fact(e, "CAPTURED", e.amount(), null, context);
                facts.write(UPDATE_OUTCOME, key(e).and("outcome", "CAPTURED"));
            }
            case PaymentExpired e -> {
                fact(e, "EXPIRED", null, null, context);
                facts.write(UPDATE_OUTCOME, key(e).and("outcome", "EXPIRED"));
            }
            case PaymentVoided e -> {
                fact(e, "VOIDED", null, null, context);
                facts.write(UPDATE_OUTCOME, key(e).and("outcome", "VOIDED"));
            }
            case PaymentRefunded e -> fact(e, "REFUNDED", e.amount(), null, context);
            case DisputeOpened e -> fact(e, "DISPUTED", e.amount(), e.reason(), context);
            case DisputeWon e -> fact(e, "DISPUTE_WON", null, null, context);
            // Refunds and chargebacks are one kind, so that every sum includes both.
            case DisputeLost e -> fact(e, "REFUNDED", e.amount(), "DISPUTE_LOST", context);
            case ProviderOperationRequested _, CheckoutSessionCreated _, PaymentOutcomeUnknown _ -> {}
            case CaptureRejected _, PaymentReversalRequested _, ProviderRefused _, NothingToReturn _ -> {}
            // Not our money: it is reversed, or staff review it.
            case PaymentMismatched _, ReviewRequired _, ReviewEnded _ -> {}
        }
    }

    @ResetHandler
    void reset() {
        facts.empty();
        counts.forEach(ProjectionTable::empty);
    }

    private void fact(
            PaymentEvent e, String kind, @Nullable Money amount, @Nullable String reason, EventContext context) {
        facts.write(
                INSERT_FACT,
                key(e).and("position", context.position())
                        .and("order_id", e.paymentId().reference())
                        .and("installment", e.paymentId().installment())
                        .and("kind", kind)
                        .and("currency", amount == null ? null : amount.currency())
                        .and("amount_minor", amount == null ? null : amount.amountMinor())
                        .and("reason", reason)
                        .and("at", context.at()));
    }

    private static Columns key(PaymentEvent e) {
        return Columns.of("payment_id", e.paymentId());
    }
}
