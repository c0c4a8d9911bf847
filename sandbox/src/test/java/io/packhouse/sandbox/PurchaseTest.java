package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseTest {

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

    @Test
    void aManualPaymentIsAuthorizedThenCapturedThenRefunded() throws Exception {
        var session = shop.manualSession();
        assertThat(session.getId()).startsWith("cs_test_");
        assertThat(session.getAmountTotal()).isEqualTo(3750);
        assertThat(session.getPaymentIntent()).isNull();

        var paid = shop.pay(session, "4242 4242 4242 4242".replace(" ", "+"));
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .hasValue("http://127.0.0.1:9/thanks?session=" + session.getId());

        var opened = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .addExpand("payment_intent")
                                .build());
        assertThat(opened.getStatus()).isEqualTo("complete");
        assertThat(opened.getPaymentStatus()).isEqualTo("unpaid");
        var payment = opened.getPaymentIntentObject();
        assertThat(payment.getStatus()).isEqualTo("requires_capture");
        assertThat(payment.getAmountCapturable()).isEqualTo(3750);
        assertThat(payment.getMetadata()).containsEntry("orderId", "ord_1");
        assertThat(payment.getLatestChargeObject().getCaptured()).isFalse();

        captureAndRefund(payment.getId());
        assertThat(shop.session(session.getId()).getPaymentStatus()).isEqualTo("paid");
    }

    private void captureAndRefund(String id) throws Exception {
        var captured = shop.stripe.v1().paymentIntents().capture(id);
        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountReceived()).isEqualTo(3750);

        var refund = refund(id, 1000);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(shop.stripe.v1().refunds().retrieve(refund.getId()).getAmount())
                .isEqualTo(1000);
        assertThat(shop.get("/sandbox/totals").body())
                .contains("\"captured\":{\"amount\":3750,\"count\":1}")
                .contains("\"refunded\":{\"amount\":1000,\"count\":1}");
    }

    private com.stripe.model.Refund refund(String payment, long amount) throws StripeException {
        return shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment)
                        .setAmount(amount)
                        .build());
    }

    @Test
    void neverMoreIsRefundedThanWasCaptured() throws Exception {
        var payment = shop.authorized();
        assertThatThrownBy(() -> refund(payment.getId(), 1)).isInstanceOf(InvalidRequestException.class);
        shop.stripe
                .v1()
                .paymentIntents()
                .capture(
                        payment.getId(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(2000L)
                                .build());
        refund(payment.getId(), 1500);
        assertThatThrownBy(() -> refund(payment.getId(), 501)).isInstanceOf(InvalidRequestException.class);
        refund(payment.getId(), 500);
        assertThatThrownBy(() -> refund(payment.getId(), 1)).extracting("code").isEqualTo("charge_already_refunded");
    }

    @Test
    void anAutomaticPaymentIsTakenAtOnce() throws Exception {
        var session = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .create(SandboxClient.order(CaptureMethod.AUTOMATIC).build());
        shop.pay(session, "4242424242424242");
        var after = shop.session(session.getId());
        assertThat(after.getPaymentStatus()).isEqualTo("paid");
        assertThat(shop.payment(after.getPaymentIntent()).getStatus()).isEqualTo("succeeded");
        var found = shop.stripe
                .v1()
                .checkout()
                .sessions()
                .list(SessionListParams.builder()
                        .setPaymentIntent(after.getPaymentIntent())
                        .build());
        assertThat(found.getData()).singleElement().extracting("id").isEqualTo(session.getId());
    }

    @Test
    void aDeclineLeavesTheSessionOpenForAnotherCard() throws Exception {
        var session = shop.manualSession();
        var answer = shop.pay(session, "4000000000000002");
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("Your card was declined.");
        var after = shop.session(session.getId());
        assertThat(after.getStatus()).isEqualTo("open");
        var payment = shop.payment(after.getPaymentIntent());
        assertThat(payment.getStatus()).isEqualTo("requires_payment_method");
        assertThat(payment.getLastPaymentError().getCode()).isEqualTo("card_declined");

        shop.pay(session, "4242424242424242");
        assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("requires_capture");
    }

    @Test
    void aSecondStepCanBeRefusedAndThenApproved() throws Exception {
        var session = shop.manualSession();
        var asked = shop.pay(session, "4000002500003155");
        var step = shop.at(asked.headers().firstValue("Location").orElseThrow());
        assertThat(step.getPath()).isEqualTo("/pay/" + session.getId() + "/confirm");
        assertThat(shop.form(step, "outcome=fail").statusCode()).isEqualTo(402);
        shop.pay(session, "4000002500003155");
        assertThat(shop.form(step, "outcome=succeed").statusCode()).isEqualTo(303);
        assertThat(shop.session(session.getId()).getStatus()).isEqualTo("complete");
    }

    @Test
    void anAuthorizationCanBeVoidedOnceTheSessionIsClosed() throws Exception {
        var declined = shop.manualSession();
        shop.pay(declined, "4000000000000002");
        var open = shop.session(declined.getId()).getPaymentIntent();
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().cancel(open))
                .hasMessageContaining("Expire the session");
        var payment = shop.authorized();
        assertThat(shop.stripe.v1().paymentIntents().cancel(payment.getId()).getStatus())
                .isEqualTo("canceled");
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().capture(payment.getId()))
                .extracting("code")
                .isEqualTo("payment_intent_unexpected_state");
        assertThat(shop.get("/sandbox/totals").body()).contains("\"voided\":{\"amount\":3750,\"count\":1}");
    }

    @Test
    void aPaymentWithoutASessionIsConfirmedByCard() throws Exception {
        var terms = PaymentIntentCreateParams.builder()
                .setAmount(500L)
                .setCurrency("usd")
                .setConfirm(true);
        var good = terms.setPaymentMethod("pm_card_visa").build();
        assertThat(shop.stripe.v1().paymentIntents().create(good).getStatus()).isEqualTo("succeeded");
        var bad = terms.setPaymentMethod("pm_card_visa_chargeDeclined").build();
        assertThatThrownBy(() -> shop.stripe.v1().paymentIntents().create(bad)).isInstanceOf(CardException.class);
        assertThat(shop.stripe.v1().paymentIntents().list().getData()).hasSize(2);
    }
}
