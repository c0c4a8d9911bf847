package io.packhouse.payment.provider.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import io.packhouse.payment.api.PaymentEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Parameters of the checkout session. They depend only on the request: Stripe rejects a key that
/// is reused with other parameters.
record StripeCheckoutParams(String publicUrl) {

    static final String PAYMENT_ID = "paymentId";

    private static final String ATTEMPT = "attempt";

    // Stripe requires at least 30 minutes, counted from when it receives the request, which is at
    // the latest when the payment expires; and at most a day. The page is closed by a command long
    // before.
    private static final Duration LEAST = Duration.ofMinutes(31);
    private static final Duration MOST = Duration.ofHours(24).minusMinutes(1);

    SessionCreateParams of(ProviderOperationRequested asked, Instant requestedAt) {
        var id = asked.paymentId();
        var back = publicUrl + "/api/v1/payments/" + id + "/return";
        return SessionCreateParams.builder()
                .setMode(Mode.PAYMENT)
                .setClientReferenceId(id.reference())
                .putMetadata(PAYMENT_ID, id.value())
                .putMetadata(ATTEMPT, String.valueOf(asked.attempt()))
                .setPaymentIntentData(PaymentIntentData.builder()
                        .setCaptureMethod(CaptureMethod.MANUAL)
                        .setDescription(asked.description())
                        .putMetadata(PAYMENT_ID, id.value())
                        .putMetadata(ATTEMPT, String.valueOf(asked.attempt()))
                        .build())
                .addLineItem(item(asked))
                .setSuccessUrl(back)
                .setCancelUrl(back)
                .setExpiresAt(expiry(asked.expiresAt(), requestedAt).getEpochSecond())
                .build();
    }

    private static Instant expiry(Instant expiresAt, Instant requestedAt) {
        var wanted = expiresAt.plus(LEAST);
        var latest = requestedAt.plus(MOST);
        return wanted.isBefore(latest) ? wanted : latest;
    }

    private static LineItem item(ProviderOperationRequested asked) {
        var currency = asked.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT);
        var product =
                PriceData.ProductData.builder().setName(asked.description()).build();
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(PriceData.builder()
                        .setCurrency(currency)
                        .setUnitAmount(asked.amount().amountMinor())
                        .setProductData(product)
                        .build())
                .build();
    }
}
