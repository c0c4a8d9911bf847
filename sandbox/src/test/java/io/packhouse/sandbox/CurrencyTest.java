package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyTest {

    @TempDir
    Path folder;

    SandboxClient shop;

    @BeforeEach
    void open() {
        shop = new SandboxClient(folder);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"kwd, 6823", "bhd, 1", "jod, 5", "omr, 99", "tnd, 1234567", "isk, 4010", "ugx, 50"})
    void refusesAmountsFinerThanTheProviderCharges(String currency, long amount) {
        refuses(() -> begin(currency, amount), "amount");
        refuses(() -> shop.stripe.v1().checkout().sessions().create(order(currency, amount)), "");
    }

    @ParameterizedTest
    @CsvSource({"kwd, 6820", "bhd, 10", "jpy, 1", "huf, 1", "isk, 4000", "eur, 6823"})
    void takesAmountsInTheStepsOfTheCurrency(String currency, long amount) throws Exception {
        assertThat(begin(currency, amount).getAmount()).isEqualTo(amount);
        assertThat(shop.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .create(order(currency, amount))
                        .getAmountTotal())
                .isEqualTo(amount);
    }

    @Test
    void refusesPartsThatAreFinerThanTheProviderCharges() throws Exception {
        var intents = shop.stripe.v1().paymentIntents();
        var id = begin("kwd", 6820).getId();
        refuses(() -> intents.capture(id, capture(6815)), "amount_to_capture");
        intents.capture(id, capture(6810));
        refuses(() -> refund(id, 5), "amount");
        refund(id, 10);
        refund(id, 6800);
    }

    private PaymentIntent begin(String currency, long amount) throws Exception {
        return shop.stripe
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                        .setConfirm(true)
                        .setPaymentMethod("pm_card_visa")
                        .build());
    }

    private static SessionCreateParams order(String currency, long amount) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:9/thanks")
                .addLineItem(SandboxClient.item(currency, amount))
                .build();
    }

    private void refund(String id, long amount) throws Exception {
        shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(id)
                        .setAmount(amount)
                        .build());
    }

    private static PaymentIntentCaptureParams capture(long amount) {
        return PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build();
    }

    private static void refuses(ThrowingCallable call, String param) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidRequestException.class, no -> {
            assertThat(no.getStatusCode()).isEqualTo(400);
            assertThat(no.getStripeError().getType()).isEqualTo("invalid_request_error");
            assertThat(no.getMessage()).contains("evenly divisible by");
            assertThat(no.getParam()).contains(param);
        });
    }
}
