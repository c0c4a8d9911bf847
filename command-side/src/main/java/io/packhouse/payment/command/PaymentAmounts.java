package io.packhouse.payment.command;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.FailedRefund;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ReportedMoney;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The buyer's money at the provider: authorised, captured, refunded, charged back. Each amount is
/// recorded once and only grows.
final class PaymentAmounts {

    private boolean authorized;
    private boolean captured;
    private long capturedMinor;
    private long refundedMinor;
    private long chargedBackMinor;
    private final Set<String> contents = new HashSet<>(); // Contradictions already recorded.

    /// The new facts in an AUTHORIZED or CAPTURED status.
    List<PaymentEvent> newEvents(PaymentRequested wanted, ProviderPaymentStatus providerStatus) {
        var reportedPayment = new ReportedPayment(wanted.amount(), providerStatus);
        if (!reportedPayment.isExpected()) {
            return mismatch(wanted, reportedPayment);
        }
        var newEvents = expected(wanted, providerStatus);
        if (!reportedPayment.isRefundPossible()) {
            newEvents.addAll(contradiction(wanted, "refunded " + providerStatus.refundedMinor()));
        }
        return newEvents;
    }

    /// Before the capture it is a mismatch; after the capture the provider contradicts itself.
    private List<PaymentEvent> mismatch(PaymentRequested wanted, ReportedPayment reportedPayment) {
        var status = reportedPayment.status();
        var money = reportedPayment.money();
        if (captured) {
            return contradiction(wanted, content(status, money));
        }
        return contents.contains(content(status, money))
                ? List.of()
                : List.of(new PaymentMismatched(wanted.paymentId(), wanted.amount(), status, money));
    }

    private List<PaymentEvent> contradiction(PaymentRequested wanted, String content) {
        return contents.contains(content)
                ? List.of()
                : List.of(new ReviewRequired(wanted.paymentId(), ReviewReason.CONTRADICTED, content));
    }

    /// Each failed refund once.
    List<PaymentEvent> failedRefunds(PaymentRequested wanted, ProviderPaymentStatus providerStatus) {
        return providerStatus.failedRefunds().stream()
                .map(refund -> new ReviewRequired(
                        wanted.paymentId(), ReviewReason.REFUND_FAILED, content(refund, providerStatus)))
                .filter(review -> !contents.contains(review.detail()))
                .<PaymentEvent>map(review -> review)
                .toList();
    }

    private List<PaymentEvent> expected(PaymentRequested wanted, ProviderPaymentStatus providerStatus) {
        var newEvents = new ArrayList<PaymentEvent>();
        var id = wanted.paymentId();
        var intent = Objects.requireNonNull(providerStatus.intentId());
        if (!authorized) {
            newEvents.add(new PaymentAuthorized(id, wanted.amount(), intent));
        }
        if (providerStatus.state() == ProviderPaymentStatus.State.CAPTURED) {
            if (!captured) {
                newEvents.add(new PaymentCaptured(id, wanted.amount(), intent));
            }
            var all = wanted.amount().amountMinor();
            var reported = providerStatus.refundedMinor();
            var total = reported == null || reported > all ? 0 : Math.min(reported, all - chargedBackMinor);
            if (total > refundedMinor) {
                var back = total + chargedBackMinor;
                newEvents.add(new PaymentRefunded(
                        id, like(wanted, total - refundedMinor), like(wanted, back), like(wanted, all - back)));
            }
        }
        return newEvents;
    }

    void evolve(PaymentEvent event) {
        switch (event) {
            case PaymentAuthorized _ -> authorized = true;
            case PaymentCaptured e -> {
                captured = true;
                capturedMinor = e.amount().amountMinor();
            }
            case PaymentRefunded e -> refundedMinor = e.refunded().amountMinor() - chargedBackMinor;
            case DisputeLost e -> chargedBackMinor += e.amount().amountMinor();
            case PaymentMismatched e -> contents.add(content(e.status(), e.reported()));
            case ReviewRequired e -> contents.add(e.detail());
            default -> {} // Of no effect on amounts.
        }
    }

    private static String content(PaymentStatus status, ReportedMoney money) {
        return status + " " + money;
    }

    private static String content(FailedRefund refund, ProviderPaymentStatus providerStatus) {
        return refund.refundId() + " of " + new ReportedMoney(refund.amountMinor(), providerStatus.currency());
    }

    boolean isCaptured() {
        return captured;
    }

    PaymentStatus afterRefund(PaymentStatus before) {
        return keptMinor() > 0 ? before : PaymentStatus.REFUNDED;
    }

    Money toRefund(PaymentRequested wanted) {
        return like(wanted, keptMinor());
    }

    /// A chargeback is at most what is kept.
    DisputeLost lost(PaymentRequested wanted, DisputeReport report) {
        var amount = Math.min(report.amountMinor(), keptMinor());
        return new DisputeLost(
                wanted.paymentId(),
                report.disputeId(),
                like(wanted, amount),
                like(wanted, refundedMinor + chargedBackMinor + amount),
                like(wanted, keptMinor() - amount));
    }

    DisputeWon won(PaymentRequested wanted, DisputeReport report) {
        return new DisputeWon(
                wanted.paymentId(),
                report.disputeId(),
                like(wanted, refundedMinor + chargedBackMinor),
                like(wanted, keptMinor()));
    }

    private long keptMinor() {
        return capturedMinor - refundedMinor - chargedBackMinor;
    }

    /// What is left of the expected amount after that refund total and the chargebacks.
    Money left(PaymentRequested wanted, @Nullable Long refunded) {
        var most = refunded == null ? refundedMinor : Math.max(refunded, refundedMinor);
        return like(wanted, Math.max(0, wanted.amount().amountMinor() - most - chargedBackMinor));
    }

    private static Money like(PaymentRequested wanted, long amountMinor) {
        return new Money(amountMinor, wanted.amount().currency());
    }
}
