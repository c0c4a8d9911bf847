package io.packhouse.payment.projection;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final String INSERT_PAYMENT = """
            insert into {schema}.payment (payment_id, order_id, installment, status, currency,
                amount_minor, captured_minor, refunded_minor, expires_at, position, changed_at)
            values (?, ?, ?, 'REQUESTED', ?, ?, 0, 0, ?, ?, ?)
            on conflict (payment_id) do nothing
            """;

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
                from (select cast(? as text) as status, cast(? as bigint) as captured,
                    cast(? as bigint) as refunded, cast(? as boolean) as payable,
                    cast(? as text) as pay_url, cast(? as text) as unresolved_operation,
                    cast(? as text) as failure, cast(? as bigint) as position,
                    cast(? as timestamptz) as changed_at, cast(? as text) as payment_id) n
                join {schema}.payment t using (payment_id)) e
            where p.payment_id = e.payment_id and p.position < e.position
            """;

    private static final String UPDATE_MISMATCH = """
            update {schema}.payment
            set mismatch = ?, pay_url = null, unresolved_operation = null, position = ?,
                changed_at = ?
            where payment_id = ? and position < ?
            """;

    private static final String UPDATE_REVIEW = """
            update {schema}.payment
            set review = ?, review_since = coalesce(?, review_since), position = ?, changed_at = ?
            where payment_id = ? and position < ?
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
            from (select cast(? as text) as dispute, cast(? as bigint) as refunded,
                    cast(? as boolean) as over, cast(? as bigint) as position,
                    cast(? as timestamptz) as changed_at, cast(? as text) as payment_id) e
            where p.payment_id = e.payment_id and p.position < cast(? as bigint)
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
            case ReviewRequired e -> review(e, e.reason().sentence() + " (" + e.detail() + ")", context);
            case ReviewEnded e -> review(e, null, context);
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
        write(UPDATE_MISMATCH, e, context, text);
    }

    private void review(PaymentEvent e, @Nullable String text, EventContext context) {
        write(UPDATE_REVIEW, e, context, text, text == null ? null : context.at());
    }

    private void dispute(
            PaymentEvent event, State state, @Nullable Money refunded, boolean nothingKept, EventContext context) {
        var back = refunded == null ? null : refunded.amountMinor();
        write(UPDATE_DISPUTE, event, context, state, back, nothingKept);
    }

    /// For statements whose last parameters are position, time, payment and guard.
    private void write(String sql, PaymentEvent e, EventContext context, @Nullable Object... values) {
        var all = new ArrayList<@Nullable Object>(Arrays.asList(values));
        all.addAll(List.of(context.position(), context.at(), e.paymentId(), context.position()));
        payments.write(sql, all.toArray());
    }

    private void request(PaymentRequested e, EventContext context) {
        payments.write(
                INSERT_PAYMENT,
                e.paymentId(),
                e.paymentId().reference(),
                e.paymentId().installment(),
                e.amount().currency(),
                e.amount().amountMinor(),
                e.expiresAt(),
                context.position(),
                context.at());
    }

    private void change(PaymentEvent event, Change change, EventContext context) {
        payments.write(
                UPDATE_PAYMENT,
                change.status(),
                change.captured(),
                change.refunded(),
                change.payable(),
                change.payUrl(),
                change.unresolvedOperation(),
                change.failure(),
                context.position(),
                context.at(),
                event.paymentId());
    }
}
