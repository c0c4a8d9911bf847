package io.packhouse.payment.provider;

import com.stripe.StripeClient;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.store.Failpoint;
import io.packhouse.payment.api.PaymentCommand.RecordProviderWord;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
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
    private final Doors doors;
    private final LookNow look;
    private final Clock clock;
    private final StripeClient reader;

    /// `recorded`, `looking`, `ignored` or `unknown`.
    private enum Wrong implements Refusal {
        NO_PROVIDER("This shop has no payment provider.", Kind.UNAVAILABLE),
        WRONG_SIGNATURE("The signature is not ours.", Kind.INVALID),
        STALE_SIGNATURE("The signature is older or newer than five minutes.", Kind.INVALID),
        NOT_AN_EVENT("The body is not an event.", Kind.INVALID),
        OTHER_MODE("The event is of the other mode.", Kind.INVALID);

        private final String sentence;
        private final Kind kind;

        Wrong(String sentence, Kind kind) {
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

    record Heard(String heard) {}

    StripeWebhookEndpoint(
            StripeSettings settings, Doors doors, LookNow look, Clock clock, StripeClient reader) {
        this.settings = settings;
        this.doors = doors;
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
    @Open
    ResponseEntity<Heard> hear(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String header,
            Caller caller) {
        if (!settings.hasProvider()) {
            throw new Refused(Wrong.NO_PROVIDER);
        }
        var signature = StripeSignature.read(header);
        if (body == null || !signature.isOf(body, settings.webhookSecrets())) {
            throw new Refused(Wrong.WRONG_SIGNATURE);
        }
        if (!signature.isFresh(clock.instant())) {
            throw new Refused(Wrong.STALE_SIGNATURE);
        }
        StripeNotice notice;
        try {
            notice = StripeNotice.read(body, settings.isLive(), reader);
        } catch (RuntimeException e) { // Whatever the parsers throw, the body is the reason.
            throw new Refused(Wrong.NOT_AN_EVENT);
        }
        return store(notice, stripe(caller));
    }

    private ResponseEntity<Heard> store(StripeNotice notice, Caller stripe) {
        try {
            return switch (notice) {
                case StripeNotice.Word said -> {
                    doors.send(new RecordProviderWord(said.paymentId(), said.word()), stripe);
                    Failpoint.reached("webhook.recorded");
                    yield heard("recorded");
                }
                case StripeNotice.Hint hint -> {
                    look.at(hint.paymentId(), hint.eventId(), stripe);
                    yield heard("looking");
                }
                case StripeNotice.Change change -> {
                    look.atIntent(change.intentId(), change.eventId());
                    yield heard("looking");
                }
                case StripeNotice.Completed done -> {
                    look.unlessAuthorized(done.paymentId(), done.eventId(), stripe);
                    yield heard("looking");
                }
                case StripeNotice.Echo _, StripeNotice.Foreign _ -> heard("ignored");
                case StripeNotice.OtherMode _ -> throw new Refused(Wrong.OTHER_MODE);
            };
        } catch (Refused refused) {
            if (refused.answer().kind() != Refusal.Kind.UNKNOWN) {
                throw refused;
            }
            return ResponseEntity.accepted().body(new Heard("unknown"));
        }
    }

    private static Caller stripe(Caller caller) {
        return new Caller(
                "provider:stripe", Set.of(), caller.at(), caller.traceId(), null, Set.of());
    }

    private static ResponseEntity<Heard> heard(String how) {
        return ResponseEntity.ok(new Heard(how));
    }
}
