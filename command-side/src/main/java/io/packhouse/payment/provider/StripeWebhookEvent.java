package io.packhouse.payment.provider;

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

/// What a webhook says about a payment of ours. Our payment's id travels in the metadata of every
/// object that we make.
sealed interface StripeWebhookEvent {

    Set<String> ECHOES =
            Set.of(
                    "charge.captured",
                    "charge.failed",
                    "charge.succeeded",
                    "payment_intent.created");

    Set<String> MADE_ELSEWHERE = Set.of("refund", "dispute");

    /// How the payment stands.
    record StatusUpdate(PaymentId paymentId, ProviderPaymentStatus word)
            implements StripeWebhookEvent {}

    /// Something changed, or was said in a version we do not read: look.
    record ChangeHint(PaymentId paymentId, String eventId) implements StripeWebhookEvent {}

    /// The buyer is through. The intent says more about it in an event of its own, which may have
    /// been lost.
    record Completed(PaymentId paymentId, String eventId) implements StripeWebhookEvent {}

    /// Something that somebody else made changed an intent, perhaps of ours: look whose it is.
    record Change(String intentId, String eventId) implements StripeWebhookEvent {}

    /// Says nothing that an event of the intent does not say better.
    record RedundantEvent() implements StripeWebhookEvent {}

    /// About something that is not ours.
    record UnrelatedEvent() implements StripeWebhookEvent {}

    /// Made with real money though we are testing, or the other way round.
    record OtherMode() implements StripeWebhookEvent {}

    /// Throws a RuntimeException of Jackson's when the body is not JSON.
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
                .orElseGet(() -> madeElsewhere(eventId, object));
    }

    /// Refunds made by hand and disputes carry no metadata of ours.
    private static StripeWebhookEvent madeElsewhere(String eventId, JsonNode object) {
        var intentId = object.path("payment_intent").asString("");
        var kind = object.path("object").asString("");
        return MADE_ELSEWHERE.contains(kind) && !intentId.isEmpty()
                ? new Change(intentId, eventId)
                : new UnrelatedEvent();
    }

    private static StripeWebhookEvent of(
            PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        return switch (object.path("object").asString("")) {
            case "payment_intent" -> intent(id, eventId, object, reader);
            case "checkout.session" ->
                    switch (object.path("status").asString("")) {
                        case "expired" ->
                                new StatusUpdate(id, StripeStatusMapping.lapsed(eventId, null));
                        case "complete" -> new Completed(id, eventId);
                        default -> new ChangeHint(id, eventId);
                    };
            default -> new ChangeHint(id, eventId);
        };
    }

    private static StripeWebhookEvent intent(
            PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        try {
            return reader.deserialize(object.toString(), ApiMode.V1) instanceof PaymentIntent intent
                    ? new StatusUpdate(id, StripeStatusMapping.of(eventId, intent).withoutRefunds())
                    : new ChangeHint(id, eventId);
        } catch (StripeException | RuntimeException e) { // Of another version: it is fetched.
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
