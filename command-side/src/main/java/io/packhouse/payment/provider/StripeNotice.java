package io.packhouse.payment.provider;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiMode;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderWord;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a webhook says about a payment of ours. Our payment's id travels in the metadata of every
/// object that we make.
sealed interface StripeNotice {

    Set<String> ECHOES =
            Set.of(
                    "charge.captured",
                    "charge.failed",
                    "charge.succeeded",
                    "payment_intent.created");

    Set<String> MADE_ELSEWHERE = Set.of("refund", "dispute");

    /// How the payment stands.
    record Word(PaymentId paymentId, ProviderWord word) implements StripeNotice {}

    /// Something changed, or was said in a version we do not read: look.
    record Hint(PaymentId paymentId, String eventId) implements StripeNotice {}

    /// The buyer is through. The intent says more about it in an event of its own, which may have
    /// been lost.
    record Completed(PaymentId paymentId, String eventId) implements StripeNotice {}

    /// Something that somebody else made changed an intent, perhaps of ours: look whose it is.
    record Change(String intentId, String eventId) implements StripeNotice {}

    /// Says nothing that an event of the intent does not say better.
    record Echo() implements StripeNotice {}

    /// About something that is not ours.
    record Foreign() implements StripeNotice {}

    /// Made with real money though we are testing, or the other way round.
    record OtherMode() implements StripeNotice {}

    /// Throws a RuntimeException of Jackson's when the body is not JSON.
    static StripeNotice read(byte[] body, boolean live, StripeClient reader) {
        var event = JsonMapper.shared().readTree(body);
        if (event.path("livemode").asBoolean(false) != live) {
            return new OtherMode();
        }
        if (ECHOES.contains(event.path("type").asString(""))) {
            return new Echo();
        }
        var object = event.path("data").path("object");
        var eventId = event.path("id").asString("");
        return paymentId(object)
                .map(id -> of(id, eventId, object, reader))
                .orElseGet(() -> madeElsewhere(eventId, object));
    }

    /// Refunds made by hand and disputes carry no metadata of ours.
    private static StripeNotice madeElsewhere(String eventId, JsonNode object) {
        var intentId = object.path("payment_intent").asString("");
        var kind = object.path("object").asString("");
        return MADE_ELSEWHERE.contains(kind) && !intentId.isEmpty()
                ? new Change(intentId, eventId)
                : new Foreign();
    }

    private static StripeNotice of(
            PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        return switch (object.path("object").asString("")) {
            case "payment_intent" -> intent(id, eventId, object, reader);
            case "checkout.session" ->
                    switch (object.path("status").asString("")) {
                        case "expired" -> new Word(id, StripeWords.lapsed(eventId, null));
                        case "complete" -> new Completed(id, eventId);
                        default -> new Hint(id, eventId);
                    };
            default -> new Hint(id, eventId);
        };
    }

    private static StripeNotice intent(
            PaymentId id, String eventId, JsonNode object, StripeClient reader) {
        try {
            return reader.deserialize(object.toString(), ApiMode.V1) instanceof PaymentIntent intent
                    ? new Word(id, StripeWords.of(eventId, intent).withoutRefunds())
                    : new Hint(id, eventId);
        } catch (StripeException | RuntimeException e) { // Of another version: it is fetched.
            return new Hint(id, eventId);
        }
    }

    private static Optional<PaymentId> paymentId(JsonNode object) {
        var text = object.path("metadata").path(StripePage.PAYMENT_ID).asString("");
        try {
            return Optional.of(new PaymentId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
