package io.packhouse.payment.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.provider.PaymentProvider.Change;
import io.packhouse.payment.provider.PaymentProvider.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Changes at Stripe to settled payments: refunds made in the dashboard, and disputes.
record StripeEventHistory(StripeClient stripe) {

    private static final int HTTP_NOT_FOUND = 404;
    private static final long LARGEST_PAGE = 100;

    /// Stripe keeps its events for thirty days.
    private static final List<String> TYPES = List.of(
            "charge.refunded",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    Optional<List<Change>> changesSince(Instant since) {
        var parameters = EventListParams.builder()
                .addAllType(TYPES)
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(LARGEST_PAGE)
                .build();
        var changes = new ArrayList<Change>();
        try {
            for (var event : stripe.v1().events().list(parameters).autoPagingIterable()) {
                intentId(event)
                        .ifPresent(intentId -> changes.add(
                                new Change(event.getId(), Instant.ofEpochSecond(event.getCreated()), intentId)));
            }
            return Optional.of(changes);
        } catch (StripeException | RuntimeException e) { // The SDK wraps exceptions of later pages.
            return Optional.empty();
        }
    }

    Optional<Owner> owner(String intentId) {
        try {
            var metadata = stripe.v1().paymentIntents().retrieve(intentId).getMetadata();
            var text = metadata == null ? null : metadata.get(StripeCheckoutParams.PAYMENT_ID);
            return Optional.of(new Owner(text == null ? null : new PaymentId(text)));
        } catch (IllegalArgumentException e) { // Metadata of another application under that name.
            return Optional.of(new Owner(null));
        } catch (InvalidRequestException e) {
            var gone = e.getStatusCode() != null && e.getStatusCode() == HTTP_NOT_FOUND;
            return gone ? Optional.of(new Owner(null)) : Optional.empty();
        } catch (StripeException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Requested only when the charge is marked as disputed.
    List<DisputeReport> disputes(PaymentIntent intent) throws StripeException {
        var charge = intent.getLatestChargeObject();
        if (charge == null || !Boolean.TRUE.equals(charge.getDisputed())) {
            return List.of();
        }
        var parameters =
                DisputeListParams.builder().setPaymentIntent(intent.getId()).build();
        return stripe.v1().disputes().list(parameters).getData().stream()
                .map(StripeEventHistory::report)
                .toList();
    }

    private static DisputeReport report(Dispute dispute) {
        var amount = dispute.getAmount() == null ? 0 : dispute.getAmount();
        var reason = dispute.getReason() == null ? "general" : dispute.getReason();
        return new DisputeReport(dispute.getId(), state(dispute), amount, reason);
    }

    /// A closed inquiry took no money, and neither did a dispute that a refund prevented.
    private static State state(Dispute dispute) {
        return switch (String.valueOf(dispute.getStatus())) {
            case "won", "warning_closed", "prevented", "charge_refunded" -> State.WON;
            case "lost" -> State.LOST;
            default -> State.OPEN;
        };
    }

    /// All of these objects name their intent, in every API version.
    private static Optional<String> intentId(Event event) {
        var json = event.getDataObjectDeserializer().getRawJson();
        var object = JsonMapper.shared().readTree(json);
        return Optional.of(object.path("payment_intent").asString("")).filter(id -> !id.isEmpty());
    }
}
