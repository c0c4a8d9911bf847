package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.EUR;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.UNTIL;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.declined;
import static io.packhouse.payment.command.Payments.expired;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckoutSession page = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
    final CapturePayment capture = new CapturePayment(ID);
    final ReversePayment reverse = new ReversePayment(ID, "expired");

    @Nested
    class Requesting {

        @Test
        void requestsAPageFromTheProvider() {
            payment.givenNoPriorActivity()
                    .when(REQUEST)
                    .expectEvents(
                            new PaymentRequested(ID, AMOUNT, "Order ABC", UNTIL),
                            asked(ProviderOperation.OPEN_CHECKOUT, 1, null, null));
        }

        @Test
        void twiceRequestsOnce() {
            after(REQUEST, REQUEST).expectNoEvents();
        }

        @Test
        void refusesAnotherAmount() {
            var other = new RequestPayment(ID, new Money(1, EUR), "Order ABC", UNTIL);
            after(REQUEST, other)
                    .expectNoEvents()
                    .expectException(CommandRejectedException.class)
                    .expectExceptionMessage(PaymentRefusal.AMOUNT_CHANGED.sentence());
        }

        @Test
        void afterAReversalIsVoidedWithoutAProviderCall() {
            payment.givenNoPriorActivity().when(reverse).expectEvents(new PaymentVoided(ID));
            payment.givenCommands(reverse).when(REQUEST).expectEvents(new PaymentVoided(ID));
        }

        @Test
        void aPageIsOpenedOnce() {
            after(REQUEST, page).expectEvents(new CheckoutSessionCreated(ID, "cs_1", "https://pay/cs_1"));
            after(REQUEST, page, page).expectNoEvents();
            after(REQUEST, page, new RecordCheckoutSession(ID, "cs_2", "u")).expectNoEvents();
        }
    }

    @Nested
    class Hearing {

        @Test
        void anAuthorisationOnce() {
            after(REQUEST, page, authorized("a")).expectEvents(new PaymentAuthorized(ID, AMOUNT, "pi_1"));
            after(REQUEST, page, authorized("a"), authorized("b")).expectNoEvents();
        }

        @Test
        void aCaptureRecordsTheMissingAuthorisation() {
            after(REQUEST, page, captured())
                    .expectEvents(new PaymentAuthorized(ID, AMOUNT, "pi_1"), new PaymentCaptured(ID, AMOUNT, "pi_1"));
            after(REQUEST, page, captured(), authorized("late")).expectNoEvents();
        }

        @Test
        void aDeclineOnceAndOnlyWhileThePageIsOpen() {
            after(REQUEST, page, declined("no funds")).expectEvents(new PaymentDeclined(ID, "no funds"));
            after(REQUEST, page, declined("no funds"), declined("no funds")).expectNoEvents();
            after(REQUEST, page, authorized("a"), declined("no funds")).expectNoEvents();
        }

        @Test
        void refundsAsARunningTotal() {
            after(REQUEST, page, captured(), refunded(1000))
                    .expectEvents(new PaymentRefunded(ID, eur(1000), eur(1000), eur(3990)));
            after(REQUEST, page, refunded(1000), refunded(1500))
                    .expectEvents(new PaymentRefunded(ID, eur(500), eur(1500), eur(3490)));
            after(REQUEST, page, refunded(1500), refunded(1000)).expectNoEvents();
        }

        @Test
        void thatThePageClosedUnpaid() {
            after(REQUEST, page, expired()).expectEvents(new PaymentExpired(ID));
            after(REQUEST, page, expired(), expired()).expectNoEvents();
            after(REQUEST, page, authorized("a"), expired()).expectNoEvents();
        }

        @Test
        void moneyAfterThePageClosedIsReversed() {
            after(REQUEST, page, expired(), authorized("late"))
                    .expectEvents(
                            new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                            asked(ProviderOperation.VOID, 1, "cs_1", "pi_1"));
            after(REQUEST, page, expired(), captured())
                    .expectEvents(
                            new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                            new PaymentCaptured(ID, AMOUNT, "pi_1"),
                            asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
        }

        @Test
        void anUnknownOutcomeOnceUntilTheNextStatus() {
            var unknown = new RecordUnknownOutcome(ID, ProviderOperation.CAPTURE, "timeout");
            after(REQUEST, page, authorized("a"), capture, unknown)
                    .expectEvents(new PaymentOutcomeUnknown(ID, ProviderOperation.CAPTURE, "timeout"));
            after(REQUEST, page, authorized("a"), capture, unknown, unknown).expectNoEvents();
            after(REQUEST, page, authorized("a"), capture, captured(), unknown).expectNoEvents();
            after(REQUEST, page, unknown).expectNoEvents();
        }
    }

    @Nested
    class Capturing {

        @Test
        void asksOnce() {
            after(REQUEST, page, authorized("a"), capture)
                    .expectEvents(asked(ProviderOperation.CAPTURE, 1, "cs_1", "pi_1"));
            after(REQUEST, page, authorized("a"), capture, capture).expectNoEvents();
            after(REQUEST, page, authorized("a"), capture, captured(), capture).expectNoEvents();
        }

        @Test
        void retriesUnderANewKeyWhenItWasDefinitelyNotDone() {
            var again = new RetryProviderOperation(ID, ProviderOperation.CAPTURE, 1);
            after(REQUEST, page, authorized("a"), capture, again)
                    .expectEvents(asked(ProviderOperation.CAPTURE, 2, "cs_1", "pi_1"));
            after(REQUEST, page, authorized("a"), capture, again, again).expectNoEvents();
            after(REQUEST, page, authorized("a"), capture, captured(), again).expectNoEvents();
        }

        @Test
        void isRejectedWithoutAnAuthorisation() {
            after(REQUEST, page, capture).expectEvents(new CaptureRejected(ID, PaymentStatus.OPEN));
            after(REQUEST, page, authorized("a"), reverse, capture)
                    .expectEvents(new CaptureRejected(ID, PaymentStatus.VOIDING));
            after(REQUEST, page, authorized("a"), voided(), capture)
                    .expectEvents(new CaptureRejected(ID, PaymentStatus.VOIDED));
        }
    }

    @Test
    void returnsTheProviderReferences() {
        after(REQUEST, page, authorized("a"), new GetProviderReferences(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new ProviderReferences("cs_1", "pi_1", false));
        after(REQUEST, page, captured(), new GetProviderReferences(ID))
                .expectResultMessagePayload(new ProviderReferences("cs_1", "pi_1", true));
    }

    @Test
    void theKeyIsDerivedFromTheRequest() throws Exception {
        var text = "v1|ord_1|FULL|CAPTURE|1".getBytes(StandardCharsets.UTF_8);
        var hash = MessageDigest.getInstance("SHA-256").digest(text);
        assertThat(asked(ProviderOperation.CAPTURE, 1, "cs_1", "pi_1").idempotencyKey())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    private ResultValidator<Payment> after(Object... commands) {
        var before = Arrays.asList(commands).subList(0, commands.length - 1);
        return payment.givenCommands(before).when(commands[commands.length - 1]);
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
