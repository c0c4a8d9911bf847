package io.packhouse.payment.http;

import com.stripe.StripeClient;
import io.packhouse.engine.eventstore.Failpoint;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.provider.PaymentStatusCheck;
import io.packhouse.payment.provider.stripe.StripeSettings;
import io.packhouse.payment.provider.stripe.StripeSignature;
import io.packhouse.payment.provider.stripe.StripeWebhookEvent;
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

/// Receives Stripe's webhooks. A signed event gets 2xx once it is stored; an event that can never
/// be valid gets 400. A payment that is unknown here belongs to another installation (ours is
/// stored before its page exists), so a retry would not help: 202.
@RestController
class StripeWebhookEndpoint {

    private final StripeSettings settings;
    private final CommandDispatcher dispatcher;
    private final PaymentStatusCheck statusCheck;
    private final Clock clock;
    private final StripeClient reader;

    /// `recorded`, `looking`, `ignored` or `unknown`.
    private enum WebhookRefusal implements Refusal {
        NO_PROVIDER("No payment provider is configured.", Kind.UNAVAILABLE),
        WRONG_SIGNATURE("The signature does not match any configured webhook secret.", Kind.INVALID),
        STALE_SIGNATURE("The time of the signature differs from now by more than five minutes.", Kind.INVALID),
        NOT_AN_EVENT("The body is not a Stripe event.", Kind.INVALID),
        OTHER_MODE("Livemode of the event does not match the configured key.", Kind.INVALID);

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

    record WebhookResult(String result) {}

    StripeWebhookEndpoint(
            StripeSettings settings,
            CommandDispatcher dispatcher,
            PaymentStatusCheck statusCheck,
            Clock clock,
            StripeClient reader) {
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.statusCheck = statusCheck;
        this.clock = clock;
        this.reader = reader;
    }

    /// Receives a signed Stripe event. 400 when the signature or its time is wrong, 422 when the
    /// mode or the JSON is, 503 when no payment provider is configured.
    @PostMapping({"/api/v1/payments/webhooks/stripe", "/api/v1/webhooks/stripe", "/api/v1/payments/webhook"})
    @PublicEndpoint
    ResponseEntity<WebhookResult> receive(
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
        } catch (RuntimeException e) { // Every exception of the parsers means a bad body.
            throw new CommandRejectedException(WebhookRefusal.NOT_AN_EVENT);
        }
        return store(notice, stripe(caller));
    }

    private ResponseEntity<WebhookResult> store(StripeWebhookEvent notice, Caller stripe) {
        try {
            return switch (notice) {
                case StripeWebhookEvent.StatusUpdate update -> {
                    dispatcher.send(new RecordProviderStatus(update.paymentId(), update.providerStatus()), stripe);
                    Failpoint.reached("webhook.recorded");
                    yield result("recorded");
                }
                case StripeWebhookEvent.ChangeHint hint -> {
                    statusCheck.at(hint.paymentId(), hint.eventId(), stripe);
                    yield result("checking");
                }
                case StripeWebhookEvent.Change change -> {
                    statusCheck.atIntent(change.intentId(), change.eventId());
                    yield result("checking");
                }
                case StripeWebhookEvent.Completed done -> {
                    statusCheck.unlessAuthorized(done.paymentId(), done.eventId(), stripe);
                    yield result("checking");
                }
                case StripeWebhookEvent.RedundantEvent _, StripeWebhookEvent.UnrelatedEvent _ -> result("ignored");
                case StripeWebhookEvent.OtherMode _ -> throw new CommandRejectedException(WebhookRefusal.OTHER_MODE);
            };
        } catch (CommandRejectedException commandRejectedException) {
            if (commandRejectedException.answer().kind() != Refusal.Kind.NOT_FOUND) {
                throw commandRejectedException;
            }
            return ResponseEntity.accepted().body(new WebhookResult("unknown"));
        }
    }

    private static Caller stripe(Caller caller) {
        return new Caller("provider:stripe", Set.of(), caller.at(), caller.traceId(), null, Set.of());
    }

    private static ResponseEntity<WebhookResult> result(String result) {
        return ResponseEntity.ok(new WebhookResult(result));
    }
}
