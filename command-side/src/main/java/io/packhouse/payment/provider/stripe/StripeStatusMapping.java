package io.packhouse.payment.provider.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import io.packhouse.payment.api.FailedRefund;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maps Stripe's states to payment statuses, for responses and for webhooks alike.
public final class StripeStatusMapping {

    private StripeStatusMapping() {}

    static ProviderPaymentStatus of(String source, PaymentIntent intent) {
        var state = state(intent);
        return new ProviderPaymentStatus(
                source,
                state,
                intent.getId(),
                intent.getCurrency(),
                state == State.AUTHORIZED ? intent.getAmountCapturable() : null,
                state == State.CAPTURED ? intent.getAmountReceived() : null,
                state == State.CAPTURED ? refunded(intent.getLatestChargeObject()) : null,
                state == State.OPEN ? failure(intent.getLastPaymentError()) : null,
                failedRefunds(intent.getLatestChargeObject()));
    }

    static ProviderPaymentStatus of(String source, Session session) {
        var isExpired = "expired".equals(session.getStatus());
        if (session.getPaymentIntentObject() != null) {
            var providerStatus = of(source, session.getPaymentIntentObject());
            return isExpired && providerStatus.state() == State.OPEN ? expired(source, null) : providerStatus;
        }
        return isExpired ? expired(source, null) : ProviderPaymentStatus.withoutMoney(source, State.OPEN, null);
    }

    public static ProviderPaymentStatus expired(String source, @Nullable String failure) {
        return ProviderPaymentStatus.withoutMoney(source, State.EXPIRED, failure);
    }

    private static State state(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> State.CAPTURED;
            case "requires_capture" -> State.AUTHORIZED;
            case "processing" -> State.PROCESSING;
            // Without a charge nothing was authorised: the page was closed.
            case "canceled" -> intent.getLatestCharge() == null ? State.EXPIRED : State.VOIDED;
            default -> State.OPEN;
        };
    }

    private static @Nullable String failure(@Nullable StripeError error) {
        if (error == null) {
            return null;
        }
        var code = error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode();
        return code == null ? "declined" : code;
    }

    /// Null when the charge was not expanded. Stripe also counts an authorised but never captured
    /// amount as refunded; it was never charged.
    private static @Nullable Long refunded(@Nullable Charge charge) {
        if (charge == null || charge.getAmountRefunded() == null) {
            return null;
        }
        var captured = charge.getAmountCaptured();
        var released = captured == null ? 0 : Math.max(0, charge.getAmount() - captured);
        return Math.max(0, charge.getAmountRefunded() - released);
    }

    /// Empty when the refunds were not expanded, or when later refunds replaced the failed ones.
    private static List<FailedRefund> failedRefunds(@Nullable Charge charge) {
        if (charge == null || charge.getRefunds() == null || charge.getAmountCaptured() == null) {
            return List.of();
        }
        var refunds = charge.getRefunds().getData();
        var back = refunds.stream()
                .filter(refund -> !isFailed(refund))
                .mapToLong(Refund::getAmount)
                .sum();
        return back >= charge.getAmountCaptured()
                ? List.of()
                : refunds.stream()
                        .filter(StripeStatusMapping::isFailed)
                        .map(refund -> new FailedRefund(refund.getId(), refund.getAmount()))
                        .toList();
    }

    private static boolean isFailed(Refund refund) {
        return "failed".equals(refund.getStatus()) || "canceled".equals(refund.getStatus());
    }
}
