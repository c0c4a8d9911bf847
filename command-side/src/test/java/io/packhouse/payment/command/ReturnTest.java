package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.expired;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.voided;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.shared.api.Money;
import java.util.Arrays;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class ReturnTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckoutSession page = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
    final CapturePayment capture = new CapturePayment(ID);
    final CloseCheckout close = new CloseCheckout(ID);
    final ReversePayment reverse = new ReversePayment(ID, "expired");

    final PaymentReversalRequested noted = new PaymentReversalRequested(ID, "expired");

    @Test
    void closesThePage() {
        after(REQUEST, page, reverse).expectEvents(noted, asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, reverse, reverse).expectNoEvents();
        after(REQUEST, page, reverse, expired()).expectEvents(new PaymentExpired(ID));
    }

    @Test
    void beforeAPageWasShownIsDoneAtOnceAndALatePageIsClosed() {
        after(REQUEST, reverse).expectEvents(noted, new PaymentVoided(ID));
        after(REQUEST, reverse, page).expectEvents(asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, reverse, page, page).expectNoEvents();
    }

    @Test
    void releasesAnAuthorisation() {
        after(REQUEST, page, authorized("a"), reverse)
                .expectEvents(noted, asked(ProviderOperation.VOID, 1, "cs_1", "pi_1"));
        after(REQUEST, page, authorized("a"), reverse, voided()).expectEvents(new PaymentVoided(ID));
    }

    @Test
    void voidsAPaymentOnAClosingPage() {
        after(REQUEST, page, reverse, authorized("late"))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"), asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
    }

    @Test
    void duringACaptureRefundsTheCapture() {
        after(REQUEST, page, authorized("a"), capture, reverse).expectEvents(noted);
        after(REQUEST, page, authorized("a"), capture, reverse, captured())
                .expectEvents(
                        new PaymentCaptured(ID, AMOUNT, "pi_1"), asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
    }

    @Test
    void refundsTheRestOfACapture() {
        after(REQUEST, page, captured(), reverse)
                .expectEvents(noted, asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
        after(REQUEST, page, captured(), reverse, refunded(4990))
                .expectEvents(new PaymentRefunded(ID, AMOUNT, AMOUNT, eur(0)));
    }

    @Test
    void closingRequestsToCloseThePageAndStillCountsAPayment() {
        after(REQUEST, page, close).expectEvents(asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, close, close).expectNoEvents();
        after(REQUEST, page, close, expired()).expectEvents(new PaymentExpired(ID));
        after(REQUEST, page, close, authorized("late")).expectEvents(new PaymentAuthorized(ID, AMOUNT, "pi_1"));
        after(REQUEST, page, close, authorized("late"), capture)
                .expectEvents(asked(ProviderOperation.CAPTURE, 1, "cs_1", "pi_1"));
        after(REQUEST, page, authorized("a"), close).expectNoEvents();
    }

    @Test
    void closingBeforeAPageWasShownIsDoneAtOnce() {
        after(REQUEST, close).expectEvents(new PaymentExpired(ID));
        payment.givenNoPriorActivity().when(close).expectEvents(new PaymentExpired(ID));
    }

    @Test
    void reversingAClosingPaymentReversesAPaymentMadeMeanwhile() {
        after(REQUEST, page, close, reverse).expectEvents(noted);
        after(REQUEST, page, close, reverse, authorized("late"))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"), asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
    }

    /// A process that waits for the reversal gets its event, however long ago the money was
    /// returned.
    @Test
    void answersWhenNothingIsLeftToReverse() {
        after(REQUEST, page, captured(), refunded(4990), reverse)
                .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.REFUNDED));
        after(REQUEST, page, captured(), refunded(4990), reverse, reverse).expectNoEvents();
        after(REQUEST, page, expired(), reverse).expectEvents(noted, new NothingToReturn(ID, PaymentStatus.EXPIRED));
        after(REQUEST, page, authorized("a"), voided(), reverse)
                .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.VOIDED));
    }

    @Test
    void refundsOnlyTheRest() {
        after(REQUEST, page, captured(), refunded(1000), reverse).expectEvents(noted, refundOf(3990));
    }

    @Test
    void waitsForTheDecisionOfADispute() {
        after(REQUEST, page, captured(), dispute(State.OPEN, 4990), reverse).expectEvents(noted);
        after(REQUEST, page, captured(), dispute(State.OPEN, 4990), reverse, dispute(State.WON, 0))
                .expectEvents(new DisputeWon(ID, "du_1", eur(0), eur(4990)), refundOf(4990));
    }

    @Test
    void neverRefundsAChargeback() {
        after(REQUEST, page, captured(), dispute(State.OPEN, 4990), reverse, lost(4990))
                .expectEvents(new DisputeLost(ID, "du_1", eur(4990), eur(4990), eur(0)));
        after(REQUEST, page, captured(), lost(4990), reverse)
                .expectEvents(noted, new NothingToReturn(ID, PaymentStatus.REFUNDED));
        after(REQUEST, page, captured(), dispute(State.OPEN, 1000), reverse, lost(1000))
                .expectEvents(new DisputeLost(ID, "du_1", eur(1000), eur(1000), eur(3990)), refundOf(3990));
        after(REQUEST, page, captured(), lost(1000), reverse).expectEvents(noted, refundOf(3990));
        after(REQUEST, page, captured(), lost(1000), reverse, refunded(3990))
                .expectEvents(new PaymentRefunded(ID, eur(3990), eur(4990), eur(0)));
    }

    @Test
    void recordsADisputeOnceAndADecisionFinally() {
        var opened = new DisputeOpened(ID, "du_1", eur(4990), "fraudulent");
        after(REQUEST, page, captured(), dispute(State.OPEN, 4990)).expectEvents(opened);
        after(REQUEST, page, captured(), dispute(State.OPEN, 4990), dispute(State.OPEN, 4990))
                .expectNoEvents();
        after(REQUEST, page, captured(), lost(4990))
                .expectEvents(opened, new DisputeLost(ID, "du_1", eur(4990), eur(4990), eur(0)));
        after(REQUEST, page, captured(), lost(4990), dispute(State.OPEN, 4990)).expectNoEvents();
        after(REQUEST, page, captured(), lost(4990), lost(4990)).expectNoEvents();
        after(REQUEST, page, captured(), refunded(4000), lost(4990))
                .expectEvents(opened, new DisputeLost(ID, "du_1", eur(990), eur(4990), eur(0)));
    }

    /// A payment only authorised, or of a mismatching amount, cannot be disputed.
    @Test
    void ignoresADisputeAboutMoneyThatWasNotCaptured() {
        var oneCent = new RecordProviderStatus(ID, captured("evt", 1L, null, "eur"));
        after(REQUEST, page, oneCent, dispute(State.OPEN, 1)).expectNoEvents();
        after(REQUEST, page, oneCent, lost(1)).expectNoEvents();
        after(REQUEST, page, authorized("a"), lost(4990)).expectNoEvents();
        after(REQUEST, page, authorized("a"), lost(4990), capture)
                .expectEvents(asked(ProviderOperation.CAPTURE, 1, "cs_1", "pi_1"));
    }

    private static RecordDispute dispute(State state, long minor) {
        return new RecordDispute(ID, new DisputeReport("du_1", state, minor, "fraudulent"));
    }

    private static RecordDispute lost(long minor) {
        return dispute(State.LOST, minor);
    }

    private static ProviderOperationRequested refundOf(long minor) {
        var all = asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1");
        return new ProviderOperationRequested(
                ID,
                ProviderOperation.REFUND,
                1,
                all.idempotencyKey(),
                eur(minor),
                all.description(),
                all.expiresAt(),
                "cs_1",
                "pi_1");
    }

    private static Money eur(long minor) {
        return new Money(minor, AMOUNT.currency());
    }

    private ResultValidator<Payment> after(Object... commands) {
        var before = Arrays.asList(commands).subList(0, commands.length - 1);
        return payment.givenCommands(before).when(commands[commands.length - 1]);
    }
}
