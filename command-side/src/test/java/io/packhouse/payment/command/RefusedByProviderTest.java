package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.EUR;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.declined;
import static io.packhouse.payment.command.Payments.expired;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.refused;
import static io.packhouse.payment.command.Payments.voided;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// After a definite rejection by the provider, the same request is not repeated.
class RefusedByProviderTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckoutSession page = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
    final CapturePayment capture = new CapturePayment(ID);
    final ReversePayment reverse = new ReversePayment(ID, "cancelled");
    final ReturnAgain again = new ReturnAgain(ID);
    final EndReview end = new EndReview(ID);

    @Nested
    class OfARefund {

        final List<Object> refunding = List.of(REQUEST, page, captured(), reverse);
        final RecordRefusal tooLarge = refused(
                ProviderOperation.REFUND, 1, "amount_too_large", refunded(1000).providerStatus());
        final RecordRefusal disputed = refused(
                ProviderOperation.REFUND, 1, "charge_disputed", refunded(0).providerStatus());

        @Test
        void requestsTheRestUnderTheNextAttempt() {
            after(refunding, tooLarge)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.REFUND, 1, "amount_too_large"),
                            new PaymentRefunded(ID, eur(1000), eur(1000), eur(3990)),
                            asked(ProviderOperation.REFUND, 2, eur(3990), "cs_1", "pi_1"));
            after(refunding, tooLarge, refunded(4990))
                    .expectEvents(new PaymentRefunded(ID, eur(3990), eur(4990), eur(0)));
        }

        @Test
        void requestsTheRestAlsoWhenTheRefundWasKnownBefore() {
            after(refunding, refunded(1000), tooLarge)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.REFUND, 1, "amount_too_large"),
                            asked(ProviderOperation.REFUND, 2, eur(3990), "cs_1", "pi_1"));
        }

        @Test
        void requestsNothingWhenAllIsRefunded() {
            after(
                            refunding,
                            refused(
                                    ProviderOperation.REFUND,
                                    1,
                                    "charge_already_refunded",
                                    refunded(4990).providerStatus()))
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.REFUND, 1, "charge_already_refunded"),
                            new PaymentRefunded(ID, eur(4990), eur(4990), eur(0)));
        }

        @Test
        void needsAReviewWhenNothingChanged() {
            after(refunding, disputed)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.REFUND, 1, "charge_disputed"),
                            new ReviewRequired(ID, ReviewReason.REVERSAL_REJECTED, "charge_disputed"));
            after(refunding, disputed, disputed).expectNoEvents();
            after(refunding, disputed, refunded(0)).expectNoEvents();
        }

        @Test
        void needsAReviewWhenTheProviderHasNoCapture() {
            after(
                            refunding,
                            refused(
                                    ProviderOperation.REFUND,
                                    1,
                                    "no_such_intent",
                                    declined("no").providerStatus()))
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.REFUND, 1, "no_such_intent"),
                            new ReviewRequired(ID, ReviewReason.REVERSAL_REJECTED, "no_such_intent"));
        }

        @Test
        void isRetriedByStaff() {
            after(refunding, disputed, again)
                    .expectEvents(asked(ProviderOperation.REFUND, 2, eur(4990), "cs_1", "pi_1"));
            after(refunding, disputed, refunded(4990), again)
                    .expectException(CommandRejectedException.class)
                    .expectExceptionMessage(PaymentRefusal.NOT_UNDER_REVIEW.sentence());
        }

        @Test
        void isSettledByStaff() {
            after(refunding, disputed, end).expectEvents(new ReviewEnded(ID));
            after(refunding, disputed, end, end).expectException(CommandRejectedException.class);
            after(refunding, disputed, end, new GetProviderReferences(ID))
                    .expectResultMessagePayload(new ProviderReferences("cs_1", "pi_1", true));
        }
    }

    @Nested
    class OfACapture {

        final List<Object> capturing = List.of(REQUEST, page, authorized("a"), capture);

        @Test
        void voidsTheAuthorisation() {
            after(
                            capturing,
                            refused(
                                    ProviderOperation.CAPTURE,
                                    1,
                                    "no",
                                    authorized("b").providerStatus()))
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.CAPTURE, 1, "no"),
                            new CaptureRejected(ID, PaymentStatus.CAPTURING),
                            new PaymentReversalRequested(ID, "capture refused: no"),
                            asked(ProviderOperation.VOID, 1, "cs_1", "pi_1"));
        }

        @Test
        void closesThePageWhenNothingWasAuthorisedAtAll() {
            after(
                            capturing,
                            refused(
                                    ProviderOperation.CAPTURE,
                                    1,
                                    "no",
                                    declined("x").providerStatus()))
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.CAPTURE, 1, "no"),
                            new CaptureRejected(ID, PaymentStatus.CAPTURING),
                            new PaymentReversalRequested(ID, "capture refused: no"),
                            asked(ProviderOperation.VOID, 1, "cs_1", null));
        }

        @Test
        void becauseItWasCapturedIsACapture() {
            after(
                            capturing,
                            refused(
                                    ProviderOperation.CAPTURE,
                                    1,
                                    "no",
                                    captured().providerStatus()))
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.CAPTURE, 1, "no"),
                            new PaymentCaptured(ID, eur(4990), "pi_1"));
        }

        @Test
        void becauseTheAuthorisationIsGoneIsAVoid() {
            after(capturing, refused(ProviderOperation.CAPTURE, 1, "no", voided().providerStatus()))
                    .expectEvents(new ProviderRefused(ID, ProviderOperation.CAPTURE, 1, "no"), new PaymentVoided(ID));
        }
    }

    @Nested
    class OfARelease {

        final RecordRefusal paid =
                refused(ProviderOperation.VOID, 1, "not_open", authorized("b").providerStatus());

        @Test
        void ofAPageThatWasPaidMeanwhileReleasesTheIntent() {
            after(List.of(REQUEST, page, reverse), paid)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                            new PaymentAuthorized(ID, eur(4990), "pi_1"),
                            asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
        }

        @Test
        void ofAPageThatIsOnlyClosingStillCountsAPayment() {
            after(List.of(REQUEST, page, new CloseCheckout(ID)), paid)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                            new PaymentAuthorized(ID, eur(4990), "pi_1"));
        }

        @Test
        void needsAReviewWhenTheProviderKeepsTheAuthorisation() {
            var releasing = List.<Object>of(REQUEST, page, authorized("a"), reverse);
            after(releasing, paid)
                    .expectEvents(
                            new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                            new ReviewRequired(ID, ReviewReason.REVERSAL_REJECTED, "not_open"));
            after(releasing, paid, voided()).expectEvents(new PaymentVoided(ID));
            after(releasing, paid, again).expectEvents(asked(ProviderOperation.VOID, 2, "cs_1", null));
        }

        @Test
        void ofAnExpiredPageHasNoEffect() {
            after(
                            List.of(REQUEST, page, reverse, expired()),
                            refused(
                                    ProviderOperation.VOID,
                                    1,
                                    "not_open",
                                    expired().providerStatus()))
                    .expectNoEvents();
        }
    }

    private ResultValidator<Payment> after(List<Object> first, Object... then) {
        var before = new ArrayList<>(first);
        before.addAll(Arrays.asList(then).subList(0, then.length - 1));
        return payment.givenCommands(before).when(then[then.length - 1]);
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
