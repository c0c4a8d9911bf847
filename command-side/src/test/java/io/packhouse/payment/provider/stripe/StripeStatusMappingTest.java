package io.packhouse.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiResource;
import io.packhouse.payment.api.FailedRefund;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeStatusMappingTest {

    @Test
    void reportsFailedAndCancelledRefunds() {
        assertThat(failed(refund("re_1", 4990, "failed"))).containsExactly(new FailedRefund("re_1", 4990));
        assertThat(failed(
                        refund("re_3", 1000, "canceled"),
                        refund("re_2", 3000, "succeeded"),
                        refund("re_1", 990, "pending")))
                .containsExactly(new FailedRefund("re_3", 1000));
    }

    @Test
    void reportsNoReplacedOrPendingRefunds() {
        assertThat(failed(refund("re_2", 4990, "pending"), refund("re_1", 4990, "failed")))
                .isEmpty();
        assertThat(failed(refund("re_1", 4990, "requires_action"))).isEmpty();
        assertThat(failed()).isEmpty();
    }

    @Test
    void reportsNoneWhenRefundsWereNotExpanded() {
        assertThat(read("null")).isEmpty();
    }

    private static List<FailedRefund> failed(String... refunds) {
        return read("{\"object\":\"list\",\"data\":[%s]}".formatted(String.join(",", refunds)));
    }

    private static String refund(String id, long amount, String status) {
        return "{\"object\":\"refund\",\"id\":\"%s\",\"amount\":%s,\"status\":\"%s\"}".formatted(id, amount, status);
    }

    private static List<FailedRefund> read(String refunds) {
        var intent = """
                {"object": "payment_intent", "id": "pi_1", "status": "succeeded", "currency": "eur",
                 "amount_received": 4990, "latest_charge": {"object": "charge", "id": "ch_1",
                 "amount": 4990, "amount_captured": 4990, "amount_refunded": 0, "refunds": %s}}
                """.formatted(refunds);
        var read = ApiResource.GSON.fromJson(intent, PaymentIntent.class);
        return StripeStatusMapping.of("look", read).failedRefunds();
    }
}
