package io.packhouse.payment.provider;

import com.stripe.StripeClient;
import io.packhouse.engine.eventstore.Failpoint;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.payment.api.PaymentCommand.RecordProviderStatus;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Where Stripe tells us things. What is signed is answered 2xx once it is stored; what can never
/// become right is answered 400. A payment that is not here is somebody else's (our own is stored
/// before its page exists), so repeating would not help: 202.
@RestController
class StripeWebhookEndpoint {

    private final StripeSettings settings;
    private final CommandDispatcher dispatcher;
    private final PaymentStatusCheck look;
    private final Clock clock;
    private final StripeClient reader;

    /// `recorded`, `looking`, `ignored` or `unknown`.
    private enum WebhookRefusal implements Refusal {
        NO_PROVIDER("This shop has no payment provider.", Kind.UNAVAILABLE),
        WRONG_SIGNATURE("The signature is not ours.", Kind.INVALID),
        STALE_SIGNATURE("The signature is older or newer than five minutes.", Kind.INVALID),
        NOT_AN_EVENT("The body is not an event.", Kind.INVALID),
        OTHER_MODE("The event is of the other mode.", Kind.INVALID);

        private final String sentence;
        private final Kind kind;

        WebhookRefusal(String sentence, Kind kind) {
            this.sentence = sentence;
            this.kind = kind;
        }

        @Override
        public String sentence() {
            return sentence;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    record WebhookResult(String heard) {}

    StripeWebhookEndpoint(
            StripeSettings settings,
            CommandDispatcher dispatcher,
            PaymentStatusCheck look,
            Clock clock,
            StripeClient reader) {
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.look = look;
        this.clock = clock;
        this.reader = reader;
    }

    /// Takes an event as Stripe signs it. 400 when the signature or its time is wrong, 422 when the
    /// mode or the JSON is, 503 when no payment provider is configured.
    @PostMapping({
        "/api/v1/payments/webhooks/stripe",
        "/api/v1/webhooks/stripe",
        "/api/v1/payments/webhook"
    })
    @PublicEndpoint
    ResponseEntity<WebhookResult> hear(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String header,
            Caller caller) {
        if (!settings.hasProvider()) {
            throw new CommandRejectedException(WebhookRefusal.NO_PROVIDER);
        }
        var signature = StripeSignature.read(header);
        if (body == null || !signature.isOf(body, settings.webhookSecrets())) {
            throw new CommandRejectedException(WebhookRefusal.WRONG_SIGNATURE);
        }
        if (!signature.isFresh(clock.instant())) {
            throw new CommandRejectedException(WebhookRefusal.STALE_SIGNATURE);
        }
        StripeWebhookEvent notice;
        try {
            notice = StripeWebhookEvent.read(body, settings.isLive(), reader);
        } catch (RuntimeException e) { // Whatever the parsers throw, the body is the reason.
            throw new CommandRejectedException(WebhookRefusal.NOT_AN_EVENT);
        }
        return store(notice, stripe(caller));
    }

    private ResponseEntity<WebhookResult> store(StripeWebhookEvent notice, Caller stripe) {
        try {
            return switch (notice) {
                case StripeWebhookEvent.StatusUpdate said -> {
                    dispatcher.send(
                            new RecordProviderStatus(said.paymentId(), said.word()), stripe);
                    Failpoint.reached("webhook.recorded");
                    yield heard("recorded");
                }
                case StripeWebhookEvent.ChangeHint hint -> {
                    look.at(hint.paymentId(), hint.eventId(), stripe);
                    yield heard("looking");
                }
                case StripeWebhookEvent.Change change -> {
                    look.atIntent(change.intentId(), change.eventId());
                    yield heard("looking");
                }
                case StripeWebhookEvent.Completed done -> {
                    look.unlessAuthorized(done.paymentId(), done.eventId(), stripe);
                    yield heard("looking");
                }
                case StripeWebhookEvent.RedundantEvent _, StripeWebhookEvent.UnrelatedEvent _ ->
                        heard("ignored");
                case StripeWebhookEvent.OtherMode _ ->
                        throw new CommandRejectedException(WebhookRefusal.OTHER_MODE);
            };
        } catch (CommandRejectedException commandRejectedException) {
            if (commandRejectedException.answer().kind() != Refusal.Kind.NOT_FOUND) {
                throw commandRejectedException;
            }
            return ResponseEntity.accepted().body(new WebhookResult("unknown"));
        }
    }

    private static Caller stripe(Caller caller) {
        return new Caller(
                "provider:stripe", Set.of(), caller.at(), caller.traceId(), null, Set.of());
    }

    private static ResponseEntity<WebhookResult> heard(String how) {
        return ResponseEntity.ok(new WebhookResult(how));
    }
}
