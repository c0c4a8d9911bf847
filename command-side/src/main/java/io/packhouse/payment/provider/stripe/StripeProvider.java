package io.packhouse.payment.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.checkout.SessionService;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.provider.PaymentProvider;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Stripe Checkout with manual capture. A definite rejection is returned with the current status,
/// because "not open any more" may mean "paid"; every other failure is unknown.
@Component
public class StripeProvider implements PaymentProvider {

    private static final Logger LOG = LoggerFactory.getLogger(StripeProvider.class);
    private static final String REFUNDS = "latest_charge.refunds";
    private static final Set<Integer> DEFINITE = Set.of(400, 402, 404);

    private final StripeClient stripe;
    private final StripeCheckoutParams page;
    private final StripeEventHistory history;

    private interface Call {

        Answer make() throws StripeException;
    }

    StripeProvider(
            StripeClient stripe,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String publicUrl) {
        this.stripe = stripe;
        page = new StripeCheckoutParams(publicUrl);
        history = new StripeEventHistory(stripe);
    }

    @Override
    public Answer open(ProviderOperationRequested asked, Instant requestedAt) {
        return attempt(
                () -> {
                    var session = sessions().create(page.of(asked, requestedAt), keyed(asked));
                    return new Answer.CheckoutCreated(session.getId(), session.getUrl());
                },
                no -> new Answer.ProviderStatus(StripeStatusMapping.expired(asked.idempotencyKey(), reason(no))));
    }

    @Override
    public Answer capture(ProviderOperationRequested asked) {
        var intentId = Objects.requireNonNull(asked.intentId());
        var parameters = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(asked.amount().amountMinor())
                .build();
        return attempt(
                () -> {
                    var intent = intents().capture(intentId, parameters, keyed(asked));
                    return new Answer.ProviderStatus(StripeStatusMapping.of(asked.idempotencyKey(), intent));
                },
                no -> refused(no, asked));
    }

    @Override
    public Answer cancel(ProviderOperationRequested asked) {
        return attempt(
                () -> {
                    if (asked.intentId() == null) {
                        sessions().expire(asked.checkoutId(), keyed(asked));
                    } else {
                        intents().cancel(asked.intentId(), keyed(asked));
                    }
                    return fetchStatus(asked.checkoutId(), asked.intentId());
                },
                no -> refused(no, asked));
    }

    @Override
    public Answer refund(ProviderOperationRequested asked) {
        var intentId = Objects.requireNonNull(asked.intentId());
        var parameters = RefundCreateParams.builder()
                .setPaymentIntent(intentId)
                .setAmount(asked.amount().amountMinor())
                .putMetadata(StripeCheckoutParams.PAYMENT_ID, asked.paymentId().value())
                .build();
        return attempt(
                () -> {
                    stripe.v1().refunds().create(parameters, keyed(asked));
                    return fetchStatus(asked.checkoutId(), intentId); // The charge has the refund total.
                },
                no -> refused(no, asked));
    }

    @Override
    public Answer fetchStatus(@Nullable String checkoutId, @Nullable String intentId) {
        if (intentId == null) {
            return fetchPage(Objects.requireNonNull(checkoutId));
        }
        return attempt(
                () -> fetchIntent(intentId),
                // Then only the page knows the intent that paid it.
                no -> checkoutId == null ? unknown(no) : fetchPage(checkoutId));
    }

    private Answer fetchPage(String checkoutId) {
        return attempt(() -> readPage(checkoutId), StripeProvider::unknown);
    }

    private static Answer unknown(StripeException no) {
        return new Answer.Unknown(reason(no));
    }

    private Answer refused(StripeException no, ProviderOperationRequested asked) {
        var current = fetchStatus(asked.checkoutId(), asked.intentId());
        return current instanceof Answer.ProviderStatus status
                ? new Answer.Refused(reason(no), status.providerStatus())
                : current;
    }

    private Answer fetchIntent(String intentId) throws StripeException {
        var parameters =
                PaymentIntentRetrieveParams.builder().addExpand(REFUNDS).build();
        var intent = intents().retrieve(intentId, parameters, RequestOptions.getDefault());
        return new Answer.ProviderStatus(StripeStatusMapping.of("look:" + intentId, intent), history.disputes(intent));
    }

    @Override
    public Optional<Owner> owner(String intentId) {
        return history.owner(intentId);
    }

    @Override
    public Optional<List<Change>> changesSince(Instant since) {
        return history.changesSince(since);
    }

    private Answer readPage(String checkoutId) throws StripeException {
        var parameters = SessionRetrieveParams.builder()
                .addExpand("payment_intent." + REFUNDS)
                .build();
        var session = sessions().retrieve(checkoutId, parameters, RequestOptions.getDefault());
        if (session.getPaymentIntent() != null && session.getPaymentIntentObject() == null) {
            return fetchIntent(session.getPaymentIntent()); // Its id was returned without the object.
        }
        return new Answer.ProviderStatus(StripeStatusMapping.of("look:" + checkoutId, session));
    }

    private static Answer attempt(Call call, Function<StripeException, Answer> whenRefused) {
        try {
            return call.make();
        } catch (StripeException e) {
            if (isDefinite(e)) {
                LOG.info("Stripe refused: {}", reason(e));
                return whenRefused.apply(e);
            }
            return new Answer.Unknown(reason(e));
        } catch (RuntimeException e) { // The SDK throws these on empty and truncated answers.
            return new Answer.Unknown(e.getClass().getSimpleName());
        }
    }

    private static boolean isDefinite(StripeException e) {
        return e.getStatusCode() != null
                && DEFINITE.contains(e.getStatusCode())
                && !(e instanceof IdempotencyException)
                && !(e instanceof RateLimitException);
    }

    private static String reason(StripeException e) {
        return e.getCode() == null ? e.getClass().getSimpleName() : e.getCode();
    }

    private static RequestOptions keyed(ProviderOperationRequested asked) {
        return RequestOptions.builder()
                .setIdempotencyKey(asked.idempotencyKey())
                .build();
    }

    private SessionService sessions() {
        return stripe.v1().checkout().sessions();
    }

    private PaymentIntentService intents() {
        return stripe.v1().paymentIntents();
    }
}
