package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bank disputes a charge and decides; until then it cannot be refunded.
class DisputeTest {

    @TempDir
    Path folder;

    SandboxClient shop;
    String payment;

    @BeforeEach
    void open() throws Exception {
        shop = new SandboxClient(folder);
        payment = shop.authorized().getId();
        shop.stripe.v1().paymentIntents().capture(payment);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void aDisputedChargeCannotBeRefunded() throws Exception {
        dispute("");
        assertThat(charge().getDisputed()).isTrue();
        assertThatThrownBy(this::refund)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        no -> assertThat(no.getCode()).isEqualTo("charge_disputed"));
    }

    @Test
    void aLostChargeCannotBeRefunded() throws Exception {
        close(dispute(""), "lost");
        assertThatThrownBy(this::refund).isInstanceOf(InvalidRequestException.class);
        assertThat(shop.get("/sandbox/payments").body()).contains("\"chargedBack\":3750", "\"refunded\":0");
        await().atMost(Duration.ofSeconds(5)).until(() -> shop.inbox.types().contains("charge.dispute.closed"));
        assertThat(shop.inbox.types())
                .contains("charge.dispute.created", "charge.dispute.funds_withdrawn")
                .doesNotContain("charge.dispute.funds_reinstated");
    }

    @Test
    void aChargeCanBeRefundedAfterAWonDispute() throws Exception {
        close(dispute(""), "won");
        refund();
        assertThat(charge().getRefunded()).isTrue();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> shop.inbox.types().contains("charge.dispute.funds_reinstated"));
    }

    @Test
    void theRestOfAPartlyLostChargeCanBeRefunded() throws Exception {
        close(dispute(",\"amount\":1000"), "lost");
        refund();
        assertThat(charge().getAmountRefunded()).isEqualTo(2750);
    }

    @Test
    void disputesOutliveARestart() throws Exception {
        close(dispute(""), "lost");
        shop.restart();
        var parameters = DisputeListParams.builder().setPaymentIntent(payment).build();
        assertThat(shop.stripe.v1().disputes().list(parameters).getData())
                .singleElement()
                .satisfies(dispute -> assertThat(dispute.getStatus()).isEqualTo("lost"));
        assertThat(charge().getDisputed()).isTrue();
    }

    @Test
    void aDisputeIsDecidedOnce() throws Exception {
        var dispute = dispute("");
        close(dispute, "won");
        var body = "{\"dispute\":\"%s\",\"outcome\":\"lost\"}".formatted(dispute);
        assertThat(shop.json("POST", "/sandbox/disputes/close", body).statusCode())
                .isEqualTo(400);
    }

    private String dispute(String more) throws Exception {
        var body = "{\"payment\":\"%s\"%s}".formatted(payment, more);
        assertThat(shop.json("POST", "/sandbox/disputes", body).statusCode()).isEqualTo(200);
        var parameters = DisputeListParams.builder().setPaymentIntent(payment).build();
        return shop.stripe.v1().disputes().list(parameters).getData().getFirst().getId();
    }

    private void close(String dispute, String outcome) throws Exception {
        var body = "{\"dispute\":\"%s\",\"outcome\":\"%s\"}".formatted(dispute, outcome);
        assertThat(shop.json("POST", "/sandbox/disputes/close", body).statusCode())
                .isEqualTo(200);
    }

    private void refund() throws Exception {
        shop.stripe
                .v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(payment).build());
    }

    private Charge charge() throws Exception {
        var parameters =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return shop.stripe
                .v1()
                .paymentIntents()
                .retrieve(payment, parameters, null)
                .getLatestChargeObject();
    }
}
