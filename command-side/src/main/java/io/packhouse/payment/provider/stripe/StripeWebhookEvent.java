package io.packhouse.payment.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiMode;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderPaymentStatus;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A webhook event about a payment. The payment's id is in the metadata of every object created
/// here.
public sealed interface StripeWebhookEvent {

    Set<String> ECHOES = Set.of("charge.captured", "charge.failed", "charge.succeeded", "payment_intent.created");

    Set<String> MADE_ELSEWHERE = Set.of("refund", "dispute");

    /// The payment's current status.
    record StatusUpdate(PaymentId paymentId, ProviderPaymentStatus providerStatus) implements StripeWebhookEvent {}

    /// A change, or an event in an API version that cannot be read: fetch the status.
    record ChangeHint(PaymentId paymentId, String eventId) implements StripeWebhookEvent {}

    /// The buyer completed the page. The intent reports more in its own event, which may have been
    /// lost.
    record Completed(PaymentId paymentId, String eventId) implements StripeWebhookEvent {}

    /// A change to an intent made by others, perhaps to one of ours: fetch its owner.
    record Change(String intentId, String eventId) implements StripeWebhookEvent {}

    /// Redundant, because the intent's own event has the same information.
    record RedundantEvent() implements StripeWebhookEvent {}

    /// Concerns an object of another application.
    record UnrelatedEvent() implements StripeWebhookEvent {}

    /// Live event with a test key, or the reverse.
    record OtherMode() implements StripeWebhookEvent {}

    /// Throws a RuntimeException of Jackson when the body is not JSON.
    static StripeWebhookEvent read(byte[] body, boolean live, StripeClient reader) {
        var event = JsonMapper.shared().readTree(body);
        if (event.path("livemode").asBoolean(false) != live) {
            return new OtherMode();
        }
        if (ECHOES.contains(event.path("type").asString(""))) {
            return new RedundantEvent();
        }
        var object = event.path("data").path("object");
        var eventId = event.path("id").asString("");
        return paymentId(object)
                .map(id -> of(id, eventId, object, reader))
                .orElseGet(() -> changeByOthers(eventId, object));
    }

    /// Refunds made in the dashboard and disputes lack our metadata.
    private static StripeWebhookEvent changeByOthers(String eventId, JsonNode object) {
        var intentId = object.path("payment_intent").asString("");
        var kind = object.path("object").asString("");
        return MADE_ELSEWHERE.contains(kind) && !intentId.isEmpty()
                ? new Change(intentId, eventId)
                : new UnrelatedEvent();
    }

    private static StripeWebhookEvent of(PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        return switch (object.path("object").asString("")) {
            case "payment_intent" -> intent(id, eventId, object, reader);
            case "checkout.session" ->
                switch (object.path("status").asString("")) {
                    case "expired" -> new StatusUpdate(id, StripeStatusMapping.expired(eventId, null));
                    case "complete" -> new Completed(id, eventId);
                    default -> new ChangeHint(id, eventId);
                };
            default -> new ChangeHint(id, eventId);
        };
    }

    private static StripeWebhookEvent intent(PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        try {
            return reader.deserialize(object.toString(), ApiMode.V1) instanceof PaymentIntent intent
                    ? new StatusUpdate(
                            id, StripeStatusMapping.of(eventId, intent).withoutRefunds())
                    : new ChangeHint(id, eventId);
        } catch (StripeException | RuntimeException e) { // Another API version: fetch the status.
            return new ChangeHint(id, eventId);
        }
    }

    private static Optional<PaymentId> paymentId(JsonNode object) {
        var text = object.path("metadata").path(StripeCheckoutParams.PAYMENT_ID).asString("");
        try {
            return Optional.of(new PaymentId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
