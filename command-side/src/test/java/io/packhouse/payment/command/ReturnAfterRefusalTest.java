package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.EUR;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.refused;
import static io.packhouse.payment.command.Payments.voided;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.FailedRefund;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Results and retries of reversals after a rejection by the provider.
class ReturnAfterRefusalTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckoutSession page = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
    final ReversePayment reverse = new ReversePayment(ID, "cancelled");
    final PaymentReversalRequested noted = new PaymentReversalRequested(ID, "cancelled");
    final EndReview end = new EndReview(ID);
    final RecordDispute opened = dispute(State.OPEN, 4990);
    final RecordDispute won = dispute(State.WON, 4990);

    final List<Object> refunding = List.of(REQUEST, page, captured(), reverse);
    final List<Object> capturing = List.of(REQUEST, page, authorized("a"), new CapturePayment(ID));
    final RecordRefusal noRefund =
            refused(ProviderOperation.REFUND, 1, "disputed", refunded(0).providerStatus());
    final RecordRefusal noCapture =
            refused(ProviderOperation.CAPTURE, 1, "no", authorized("b").providerStatus());
    final RecordRefusal noRelease =
            refused(ProviderOperation.VOID, 1, "not_open", authorized("b").providerStatus());

    @Nested
    class WhatStaffSettled {

        final DisputeWon decided = new DisputeWon(ID, "du_1", eur(0), AMOUNT);

        @Test
        void isNotRefundedWhenTheBankDecidesLater() {
            after(refunding, opened, noRefund, won)
                    .expectEvents(decided, asked(ProviderOperation.REFUND, 2, AMOUNT, "cs_1", "pi_1"));
            after(refunding, opened, noRefund, end, won).expectEvents(decided);
        }

        @Test
        void isNothingToReturnForLaterReversals() {
            after(capturing, noCapture, noRelease, end, reverse)
                    .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.VOIDING));
            var other = new RecordProviderStatus(ID, captured("evt", 1L, null, "eur"));
            after(List.of(REQUEST, page), other, captured(), noRefund, end, reverse)
                    .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.REFUNDING));
        }

        @Test
        void beforeAReversalDoesNotPreventIt() {
            var contradicted = refunded(6000);
            after(List.of(REQUEST, page), captured(), contradicted, end, opened, reverse, won)
                    .expectEvents(decided, asked(ProviderOperation.REFUND, 1, AMOUNT, "cs_1", "pi_1"));
        }
    }

    /// A provider reports a dispute with every status.
    @Test
    void isNotRequestedAgainByARepeatedReport() {
        var refusedAgain =
                refused(ProviderOperation.REFUND, 2, "broke", refunded(0).providerStatus());
        after(refunding, opened, noRefund, won, refusedAgain, won).expectNoEvents();
    }

    @Nested
    class TheReturnOfARefusedCapture {

        @Test
        void doesNotAnswerALaterReversal() {
            after(capturing, noCapture, reverse).expectEvents(noted);
            after(capturing, noCapture, reverse, voided()).expectEvents(new PaymentVoided(ID));
            after(capturing, noCapture, voided(), reverse)
                    .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.VOIDED));
            after(capturing, noCapture, voided(), reverse, reverse).expectNoEvents();
        }

        @Test
        void doesNotAnswerTheReversalOfALateCapture() {
            var wasCaptured =
                    refused(ProviderOperation.CAPTURE, 1, "no", captured().providerStatus());
            after(capturing, wasCaptured, reverse)
                    .expectEvents(noted, asked(ProviderOperation.REFUND, 1, AMOUNT, "cs_1", "pi_1"));
            after(capturing, wasCaptured, reverse, reverse).expectNoEvents();
        }
    }

    @Nested
    class ARefundThatFailedLater {

        final ReviewRequired review = new ReviewRequired(ID, ReviewReason.REFUND_FAILED, "re_1 of 49.90 EUR");

        @Test
        void needsAReviewOnce() {
            after(refunding, refunded(4990), failed(0)).expectEvents(review);
            after(refunding, refunded(4990), failed(0), failed(0)).expectNoEvents();
            after(refunding, refunded(4990), failed(0), end).expectEvents(new ReviewEnded(ID));
            after(refunding, refunded(4990), failed(0), end, failed(0)).expectNoEvents();
        }

        /// The provider may keep counting it.
        @Test
        void needsAReviewForAnyRunningTotal() {
            after(refunding, refunded(4990), failed(4990)).expectEvents(review);
        }

        @Test
        void needsAReviewForARefundOfAMismatchingAmount() {
            var back = new RecordProviderStatus(ID, captured("look", 1L, 1L, "eur"));
            after(List.of(REQUEST, page), back, failed(captured("look", 1L, 0L, "eur")))
                    .expectEvents(review);
        }

        @Test
        void hasNoEffectWhileItIsRetried() {
            after(refunding, failed(0)).expectNoEvents();
            after(refunding, failed(0), refunded(4990)).expectEvents(new PaymentRefunded(ID, AMOUNT, AMOUNT, eur(0)));
        }

        RecordProviderStatus failed(long totalMinor) {
            return failed(refunded(totalMinor).providerStatus());
        }

        RecordProviderStatus failed(ProviderPaymentStatus providerStatus) {
            return new RecordProviderStatus(
                    ID,
                    new ProviderPaymentStatus(
                            providerStatus.source(),
                            providerStatus.state(),
                            providerStatus.intentId(),
                            providerStatus.currency(),
                            providerStatus.authorizedMinor(),
                            providerStatus.capturedMinor(),
                            providerStatus.refundedMinor(),
                            providerStatus.failure(),
                            List.of(new FailedRefund("re_1", 4990))));
        }
    }

    /// The provider counts chargebacks as refunded, too.
    @Test
    void theRestIsNeverNegative() {
        var tooLarge = refused(ProviderOperation.REFUND, 1, "too_large", captured("look", 4990L, 4500L, "eur"));
        after(refunding, dispute(State.LOST, 1000), tooLarge)
                .expectEvents(
                        new ProviderRefused(ID, ProviderOperation.REFUND, 1, "too_large"),
                        new PaymentRefunded(ID, eur(3990), AMOUNT, eur(0)));
        after(List.of(REQUEST, page), reverse, refunded(6000))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                        new PaymentCaptured(ID, AMOUNT, "pi_1"),
                        new ReviewRequired(ID, ReviewReason.CONTRADICTED, "refunded 6000"));
    }

    private static RecordDispute dispute(State state, long minor) {
        return new RecordDispute(ID, new DisputeReport("du_1", state, minor, "fraudulent"));
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    private ResultValidator<Payment> after(List<Object> first, Object... then) {
        var before = new ArrayList<>(first);
        before.addAll(Arrays.asList(then).subList(0, then.length - 1));
        return payment.givenCommands(before).when(then[then.length - 1]);
    }
}
