package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.lapsed;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.voided;

import io.packhouse.payment.api.PaymentCommand.CapturePayment;
import io.packhouse.payment.api.PaymentCommand.ClosePayment;
import io.packhouse.payment.api.PaymentCommand.RecordCheckout;
import io.packhouse.payment.api.PaymentCommand.ReturnPayment;
import io.packhouse.payment.api.PaymentEvent.PaymentAuthorized;
import io.packhouse.payment.api.PaymentEvent.PaymentCaptured;
import io.packhouse.payment.api.PaymentEvent.PaymentLapsed;
import io.packhouse.payment.api.PaymentEvent.PaymentRefunded;
import io.packhouse.payment.api.PaymentEvent.PaymentVoided;
import io.packhouse.payment.api.PaymentEvent.ReturnRequested;
import io.packhouse.payment.api.ProviderOperation;
import java.util.Arrays;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class ReturnTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckout page = new RecordCheckout(ID, "cs_1", "https://pay/cs_1");
    final CapturePayment capture = new CapturePayment(ID);
    final ClosePayment close = new ClosePayment(ID);
    final ReturnPayment giveBack = new ReturnPayment(ID, "expired");

    final ReturnRequested noted = new ReturnRequested(ID, "expired");

    @Test
    void closesThePage() {
        after(REQUEST, page, giveBack)
                .expectEvents(noted, asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, giveBack, giveBack).expectNoEvents();
        after(REQUEST, page, giveBack, lapsed()).expectEvents(new PaymentLapsed(ID));
    }

    @Test
    void beforeAPageWasSeenIsDoneAtOnceAndTheLatePageIsClosed() {
        after(REQUEST, giveBack).expectEvents(noted, new PaymentVoided(ID));
        after(REQUEST, giveBack, page).expectEvents(asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, giveBack, page, page).expectNoEvents();
    }

    @Test
    void releasesAnAuthorisation() {
        after(REQUEST, page, authorized("a"), giveBack)
                .expectEvents(noted, asked(ProviderOperation.VOID, 1, "cs_1", "pi_1"));
        after(REQUEST, page, authorized("a"), giveBack, voided())
                .expectEvents(new PaymentVoided(ID));
    }

    @Test
    void releasesWhatIsPaidOnAClosingPage() {
        after(REQUEST, page, giveBack, authorized("late"))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                        asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
    }

    @Test
    void duringACaptureRefundsWhatIsCaptured() {
        after(REQUEST, page, authorized("a"), capture, giveBack).expectEvents(noted);
        after(REQUEST, page, authorized("a"), capture, giveBack, captured())
                .expectEvents(
                        new PaymentCaptured(ID, AMOUNT, "pi_1"),
                        asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
    }

    @Test
    void refundsTheRestOfACapture() {
        after(REQUEST, page, captured(), giveBack)
                .expectEvents(noted, asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
        after(REQUEST, page, captured(), giveBack, refunded(4990))
                .expectEvents(new PaymentRefunded(ID, AMOUNT, AMOUNT));
    }

    @Test
    void closingAsksToCloseThePageAndStillCountsWhatIsPaid() {
        after(REQUEST, page, close).expectEvents(asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, close, close).expectNoEvents();
        after(REQUEST, page, close, lapsed()).expectEvents(new PaymentLapsed(ID));
        after(REQUEST, page, close, authorized("late"))
                .expectEvents(new PaymentAuthorized(ID, AMOUNT, "pi_1"));
        after(REQUEST, page, close, authorized("late"), capture)
                .expectEvents(asked(ProviderOperation.CAPTURE, 1, "cs_1", "pi_1"));
        after(REQUEST, page, authorized("a"), close).expectNoEvents();
    }

    @Test
    void closingBeforeAPageWasSeenIsDoneAtOnce() {
        after(REQUEST, close).expectEvents(new PaymentLapsed(ID));
        payment.givenNoPriorActivity().when(close).expectEvents(new PaymentLapsed(ID));
    }

    @Test
    void returningWhatIsClosingGivesBackWhatIsPaidMeanwhile() {
        after(REQUEST, page, close, giveBack).expectEvents(noted);
        after(REQUEST, page, close, giveBack, authorized("late"))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                        asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
    }

    private ResultValidator<Payment> after(Object... commands) {
        var before = Arrays.asList(commands).subList(0, commands.length - 1);
        return payment.givenCommands(before).when(commands[commands.length - 1]);
    }
}
