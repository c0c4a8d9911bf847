package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.service.V1Services;
import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that the real client sends and the sandbox returns is checked against Stripe's
/// specification.
class SpecificationTest {

    @TempDir
    Path folder;

    SandboxClient shop;
    SpecValidatingProxy witness;
    V1Services stripe;

    @BeforeEach
    void open() throws Exception {
        shop = new SandboxClient(folder);
        witness = new SpecValidatingProxy(shop.sandbox.baseUri());
        stripe = StripeClient.builder()
                .setApiKey(SandboxClient.KEY)
                .setApiBase(witness.uri().toString())
                .build()
                .v1();
    }

    @AfterEach
    void close() throws Exception {
        witness.close();
        shop.close();
    }

    @Test
    void aPurchaseConformsToTheSpecification() throws Exception {
        var sessions = stripe.checkout().sessions();
        var session = sessions.create(SandboxClient.order(CaptureMethod.MANUAL).build());
        shop.pay(session, "4000000000000002");
        sessions.retrieve(session.getId());
        shop.pay(session, "4000002500003155");
        var opened = sessions.retrieve(
                session.getId(),
                SessionRetrieveParams.builder()
                        .addExpand("payment_intent")
                        .addExpand("payment_intent.latest_charge")
                        .build());
        var id = opened.getPaymentIntent();
        shop.form(shop.at("/pay/" + session.getId() + "/confirm"), "outcome=succeed");
        capture(id);
        stripe.paymentIntents().retrieve(id);
        sessions.list(SessionListParams.builder().setPaymentIntent(id).build());
        var refund = refund(id);
        stripe.refunds().retrieve(refund.getId());
        var withRefunds = PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.refunds")
                .build();
        assertThat(stripe.paymentIntents().retrieve(id, withRefunds).getLatestChargeObject())
                .extracting(charge -> charge.getRefunds().getData().getFirst().getId())
                .isEqualTo(refund.getId());
        stripe.refunds().list(RefundListParams.builder().setPaymentIntent(id).build());
        shop.json("POST", "/sandbox/disputes", "{\"payment\":\"%s\"}".formatted(id));
        var disputes = stripe.disputes()
                .list(DisputeListParams.builder().setPaymentIntent(id).build());
        stripe.disputes().retrieve(disputes.getData().getFirst().getId());
        stripe.paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(50L).build());
        stripe.events()
                .list(EventListParams.builder()
                        .setLimit(100L)
                        .addType("charge.refunded")
                        .addType("charge.dispute.created")
                        .setCreated(EventListParams.Created.builder().setGte(1L).build())
                        .build());
        stripe.events().list(EventListParams.builder().setLimit(100L).build());
        assertThat(witness.spec.complaints()).isEmpty();
    }

    private void capture(String id) throws StripeException {
        var part =
                PaymentIntentCaptureParams.builder().setAmountToCapture(3000L).build();
        stripe.paymentIntents().capture(id, part);
    }

    private com.stripe.model.Refund refund(String payment) throws StripeException {
        return stripe.refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment)
                        .setAmount(1L)
                        .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                        .putMetadata("orderId", "ord_1")
                        .build());
    }

    @Test
    void failedPurchasesConformToTheSpecification() throws Exception {
        var session = stripe.checkout()
                .sessions()
                .create(SandboxClient.order(CaptureMethod.MANUAL).build());
        stripe.checkout().sessions().expire(session.getId());
        assertThatThrownBy(() -> stripe.checkout().sessions().expire(session.getId()))
                .isInstanceOf(StripeException.class);
        var terms = PaymentIntentCreateParams.builder().setAmount(500L).setCurrency("usd");
        var payment = stripe.paymentIntents()
                .create(terms.setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                        .build());
        stripe.paymentIntents()
                .cancel(
                        payment.getId(),
                        PaymentIntentCancelParams.builder()
                                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                                .build());
        var bad = terms.setConfirm(true)
                .setPaymentMethod("pm_card_visa_chargeDeclined")
                .build();
        assertThatThrownBy(() -> stripe.paymentIntents().create(bad)).isInstanceOf(StripeException.class);
        assertThatThrownBy(() -> stripe.paymentIntents().retrieve("pi_none")).isInstanceOf(StripeException.class);
        assertThat(witness.spec.complaints()).isEmpty();
    }

    @Test
    void theCheckerFindsViolations() {
        var spec = new StripeSpec();
        spec.checkRequest("POST /v1/refunds", Form.parse("amount=ten&reason=mood&colour=red"));
        spec.checkRequest("POST /v1/checkout/sessions", Form.parse("mode=payment"));
        spec.checkRequest("POST /v1/nothing", Form.parse(""));
        var refund = "{\"object\":\"refund\",\"id\":1,\"amount\":1,\"created\":1,\"mood\":\"sad\"}";
        spec.checkAnswer("refund", 200, Json.MAPPER.readTree(refund));
        spec.checkAnswer("refund", 400, Json.MAPPER.readTree("{\"error\":{\"type\":\"sad\"}}"));
        assertThat(spec.complaints())
                .hasSize(9)
                .contains(
                        "POST /v1/refunds: amount may not be ten",
                        "POST /v1/refunds: unknown parameter colour",
                        "POST /v1/checkout/sessions: misses success_url",
                        "refund: misses currency",
                        "refund.id: has the wrong type: 1",
                        "refund.mood: unknown field");
    }
}
