package io.packhouse.payment.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ReportedMoney;
import io.packhouse.shared.api.Money;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The current state of each payment.
@Component
@ProcessingGroup(PaymentProjection.GROUP)
class PaymentProjection {

    static final String GROUP = "projection-payments";

    /// Null keeps a value. A page is opened only for a payment that still waits for one, and a
    /// payment is REFUNDED when its whole amount is.
    private static final String UPDATE_PAYMENT = """
            update {schema}.payment p
            set status = case
                    when e.status = 'OPEN' and p.status <> 'REQUESTED' then p.status
                    when e.status = 'REFUNDED' and e.refunded < p.captured_minor then p.status
                    else coalesce(e.status, p.status) end,
                captured_minor = coalesce(e.captured, p.captured_minor),
                refunded_minor = coalesce(e.refunded, p.refunded_minor),
                pay_url = case when e.payable and p.status in ('REQUESTED', 'OPEN')
                    then coalesce(e.pay_url, p.pay_url) end,
                unresolved_operation = e.unresolved_operation, failure = e.failure,
                review = case when e.settles then null else p.review end,
                review_since = case when e.settles then null else p.review_since end,
                position = e.position, changed_at = e.changed_at
            from (select n.*, n.status in ('VOIDED', 'EXPIRED')
                    or (n.status = 'REFUNDED' and n.refunded >= t.captured_minor) as settles
                from (select cast(:status as text) as status, cast(:captured as bigint) as captured,
                    cast(:refunded as bigint) as refunded, cast(:payable as boolean) as payable,
                    cast(:pay_url as text) as pay_url,
                    cast(:unresolved_operation as text) as unresolved_operation,
                    cast(:failure as text) as failure, cast(:position as bigint) as position,
                    cast(:changed_at as timestamptz) as changed_at,
                    cast(:payment_id as text) as payment_id) n
                join {schema}.payment t using (payment_id)) e
            where p.payment_id = e.payment_id and p.position < e.position
            """;

    private static final Map<PaymentStatus, String> STATUS_TEXTS =
            Map.of(PaymentStatus.AUTHORIZED, "authorised", PaymentStatus.CAPTURED, "captured");

    private static final String UPDATE_DISPUTE = """
            update {schema}.payment p
            set dispute = e.dispute, refunded_minor = coalesce(e.refunded, p.refunded_minor),
                status = case when e.over then 'REFUNDED' else p.status end,
                review = case when e.over then null else p.review end,
                review_since = case when e.over then null else p.review_since end,
                unresolved_operation =
                    case when e.over then null else p.unresolved_operation end,
                position = e.position, changed_at = e.changed_at
            from (select cast(:dispute as text) as dispute, cast(:refunded as bigint) as refunded,
                    cast(:over as boolean) as over, cast(:position as bigint) as position,
                    cast(:changed_at as timestamptz) as changed_at,
                    cast(:payment_id as text) as payment_id) e
            where p.payment_id = e.payment_id and p.position < e.position
            """;

    private final ProjectionTable payments;

    private record Change(
            @Nullable PaymentStatus status,
            @Nullable Long captured,
            @Nullable Long refunded,
            boolean payable,
            @Nullable String payUrl,
            @Nullable ProviderOperation unresolvedOperation,
            @Nullable String failure) {

        static Change to(@Nullable PaymentStatus status, boolean payable) {
            return new Change(status, null, null, payable, null, null, null);
        }
    }

    PaymentProjection(ProjectionSchema schema) {
        payments = schema.table("payment");
    }

    @EventHandler
    void on(PaymentEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case PaymentRequested e -> request(e, context);
            case PaymentMismatched e -> mismatch(e, context);
            case ReviewRequired e -> review(e, context);
            case ReviewEnded e -> payments.update(key(e), context, Columns.of("review", null));
            case DisputeOpened e -> dispute(e, State.OPEN, null, false, context);
            case DisputeWon e -> dispute(e, State.WON, null, false, context);
            case DisputeLost e -> dispute(e, State.LOST, e.refunded(), e.kept().isZero(), context);
            default -> change(event, changeBy(event), context);
        }
    }

    @ResetHandler
    void reset() {
        payments.empty();
    }

    private static Change changeBy(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested _ -> Change.to(PaymentStatus.REQUESTED, true);
            case ProviderOperationRequested e -> requested(e.operation());
            case CheckoutSessionCreated e -> new Change(PaymentStatus.OPEN, null, null, true, e.payUrl(), null, null);
            case PaymentDeclined e -> new Change(null, null, null, true, null, null, e.failure());
            case PaymentAuthorized _ -> Change.to(PaymentStatus.AUTHORIZED, false);
            case PaymentCaptured e ->
                new Change(PaymentStatus.CAPTURED, e.amount().amountMinor(), null, false, null, null, null);
            case CaptureRejected _, PaymentReversalRequested _, ProviderRefused _, NothingToReturn _ ->
                Change.to(null, false);
            case PaymentMismatched _, ReviewRequired _, ReviewEnded _ -> throw new AssertionError(event);
            case DisputeOpened _, DisputeWon _, DisputeLost _ -> throw new AssertionError(event);
            case PaymentOutcomeUnknown e -> new Change(null, null, null, true, null, e.operation(), null);
            case PaymentExpired _ -> Change.to(PaymentStatus.EXPIRED, false);
            case PaymentVoided _ -> Change.to(PaymentStatus.VOIDED, false);
            case PaymentRefunded e ->
                new Change(PaymentStatus.REFUNDED, null, e.refunded().amountMinor(), false, null, null, null);
        };
    }

    private static Change requested(ProviderOperation operation) {
        return switch (operation) {
            case OPEN_CHECKOUT -> Change.to(null, true);
            case CAPTURE -> Change.to(PaymentStatus.CAPTURING, false);
            case VOID -> Change.to(PaymentStatus.VOIDING, false);
            case REFUND -> Change.to(PaymentStatus.REFUNDING, false);
        };
    }

    private void mismatch(PaymentMismatched e, EventContext context) {
        var expected = new ReportedMoney(
                e.expected().amountMinor(), e.expected().currency().getCurrencyCode());
        var text = "The provider reported %s as %s, but %s was requested."
                .formatted(e.reported(), STATUS_TEXTS.get(e.status()), expected);
        payments.update(
                key(e),
                context,
                Columns.of("mismatch", text).and("pay_url", null).and("unresolved_operation", null));
    }

    private void review(ReviewRequired e, EventContext context) {
        var text = e.reason().sentence() + " (" + e.detail() + ")";
        payments.update(key(e), context, Columns.of("review", text).and("review_since", context.at()));
    }

    private void dispute(
            PaymentEvent event, State state, @Nullable Money refunded, boolean nothingKept, EventContext context) {
        payments.write(
                UPDATE_DISPUTE,
                key(event)
                        .and("dispute", state)
                        .and("refunded", refunded == null ? null : refunded.amountMinor())
                        .and("over", nothingKept)
                        .changedBy(context));
    }

    private void request(PaymentRequested e, EventContext context) {
        payments.insert(
                key(e).and("order_id", e.paymentId().reference())
                        .and("installment", e.paymentId().installment())
                        .and("status", "REQUESTED")
                        .and("currency", e.amount().currency())
                        .and("amount_minor", e.amount().amountMinor())
                        .and("captured_minor", 0)
                        .and("refunded_minor", 0)
                        .and("expires_at", e.expiresAt())
                        .changedBy(context),
                "payment_id");
    }

    private void change(PaymentEvent event, Change change, EventContext context) {
        payments.write(
                UPDATE_PAYMENT,
                key(event)
                        .and("status", change.status())
                        .and("captured", change.captured())
                        .and("refunded", change.refunded())
                        .and("payable", change.payable())
                        .and("pay_url", change.payUrl())
                        .and("unresolved_operation", change.unresolvedOperation())
                        .and("failure", change.failure())
                        .changedBy(context));
    }

    private static Columns key(PaymentEvent e) {
        return Columns.of("payment_id", e.paymentId());
    }
}
