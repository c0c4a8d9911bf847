package io.packhouse.payment.command;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.FailedRefund;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.DisputeLost;
import io.packhouse.payment.api.PaymentEvent.DisputeWon;
import io.packhouse.payment.api.PaymentEvent.PaymentAuthorized;
import io.packhouse.payment.api.PaymentEvent.PaymentCaptured;
import io.packhouse.payment.api.PaymentEvent.PaymentMismatched;
import io.packhouse.payment.api.PaymentEvent.PaymentRefunded;
import io.packhouse.payment.api.PaymentEvent.PaymentRequested;
import io.packhouse.payment.api.PaymentEvent.ReviewRequired;
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

/// How much of the buyer's money is with the provider: set aside, taken, given back. Each amount is
/// learned once and only grows.
final class PaymentAmounts {

    private boolean authorized;
    private boolean captured;
    private long capturedMinor;
    private long refundedMinor;
    private long chargedBackMinor;
    private final Set<String> contents = new HashSet<>(); // Of words that did not fit.

    /// What an AUTHORIZED or CAPTURED word says that was not known.
    List<PaymentEvent> news(PaymentRequested wanted, ProviderPaymentStatus word) {
        var reportedPayment = new ReportedPayment(wanted.amount(), word);
        if (!reportedPayment.isExpected()) {
            return mismatch(wanted, reportedPayment);
        }
        var news = expected(wanted, word);
        if (!reportedPayment.isRefundPossible()) {
            news.addAll(contradiction(wanted, "refunded " + word.refundedMinor()));
        }
        return news;
    }

    /// Before the capture it is not this payment; afterwards the provider contradicts itself.
    private List<PaymentEvent> mismatch(PaymentRequested wanted, ReportedPayment reportedPayment) {
        var status = reportedPayment.status();
        var money = reportedPayment.money();
        if (captured) {
            return contradiction(wanted, content(status, money));
        }
        return contents.contains(content(status, money))
                ? List.of()
                : List.of(
                        new PaymentMismatched(wanted.paymentId(), wanted.amount(), status, money));
    }

    private List<PaymentEvent> contradiction(PaymentRequested wanted, String content) {
        return contents.contains(content)
                ? List.of()
                : List.of(
                        new ReviewRequired(wanted.paymentId(), ReviewReason.CONTRADICTED, content));
    }

    /// Each of them once.
    List<PaymentEvent> failedRefunds(PaymentRequested wanted, ProviderPaymentStatus word) {
        return word.failedRefunds().stream()
                .map(
                        refund ->
                                new ReviewRequired(
                                        wanted.paymentId(),
                                        ReviewReason.REFUND_FAILED,
                                        content(refund, word)))
                .filter(review -> !contents.contains(review.detail()))
                .<PaymentEvent>map(review -> review)
                .toList();
    }

    private List<PaymentEvent> expected(PaymentRequested wanted, ProviderPaymentStatus word) {
        var news = new ArrayList<PaymentEvent>();
        var id = wanted.paymentId();
        var intent = Objects.requireNonNull(word.intentId());
        if (!authorized) {
            news.add(new PaymentAuthorized(id, wanted.amount(), intent));
        }
        if (word.state() == ProviderPaymentStatus.State.CAPTURED) {
            if (!captured) {
                news.add(new PaymentCaptured(id, wanted.amount(), intent));
            }
            var all = wanted.amount().amountMinor();
            var told = word.refundedMinor();
            var total = told == null || told > all ? 0 : Math.min(told, all - chargedBackMinor);
            if (total > refundedMinor) {
                var back = total + chargedBackMinor;
                news.add(
                        new PaymentRefunded(
                                id,
                                like(wanted, total - refundedMinor),
                                like(wanted, back),
                                like(wanted, all - back)));
            }
        }
        return news;
    }

    void evolve(PaymentAuthorized event) {
        authorized = true;
    }

    void evolve(PaymentCaptured event) {
        captured = true;
        capturedMinor = event.amount().amountMinor();
    }

    void evolve(PaymentRefunded event) {
        refundedMinor = event.refunded().amountMinor() - chargedBackMinor;
    }

    void evolve(DisputeLost event) {
        chargedBackMinor += event.amount().amountMinor();
    }

    void evolve(PaymentMismatched event) {
        contents.add(content(event.status(), event.reported()));
    }

    void evolve(ReviewRequired event) {
        contents.add(event.detail());
    }

    private static String content(PaymentStatus status, ReportedMoney money) {
        return status + " " + money;
    }

    private static String content(FailedRefund refund, ProviderPaymentStatus word) {
        return refund.refundId()
                + " of "
                + new ReportedMoney(refund.amountMinor(), word.currency());
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

    /// A bank never takes more than is there.
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

    /// What is left of the expected money once so much of it was refunded, besides what a bank
    /// took.
    Money left(PaymentRequested wanted, @Nullable Long refunded) {
        var most = refunded == null ? refundedMinor : Math.max(refunded, refundedMinor);
        return like(wanted, Math.max(0, wanted.amount().amountMinor() - most - chargedBackMinor));
    }

    private static Money like(PaymentRequested wanted, long amountMinor) {
        return new Money(amountMinor, wanted.amount().currency());
    }
}
