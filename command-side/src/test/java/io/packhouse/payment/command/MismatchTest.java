package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.EUR;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.asked;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.expired;
import static io.packhouse.payment.command.Payments.refused;
import static io.packhouse.payment.command.Payments.uncaptured;
import static io.packhouse.payment.command.Payments.voided;

import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ReportedMoney;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.shared.api.Money;
import java.util.Arrays;
import java.util.Currency;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A payment of another amount than the requested one.
class MismatchTest {

    final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    final RecordCheckoutSession page = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");
    final CapturePayment capture = new CapturePayment(ID);
    final RecordProviderStatus oneCent = providerStatus(captured("evt", 1L, null, "eur"));
    final PaymentMismatched mismatched = mismatched(PaymentStatus.CAPTURED, 1L, "eur");
    final ProviderPaymentStatus partOfIt = captured("look", 1000L, 0L, "eur");

    @ParameterizedTest
    @CsvSource({
        "1,eur",
        "4989,eur",
        "4991,eur",
        "0,eur",
        "-5,eur",
        "4611686018427387904,eur",
        ",eur",
        "4990,jpy",
        "4990,",
        "4990,xyz",
        ","
    })
    void isNotThePaymentAndClosesThePage(@Nullable Long amount, @Nullable String currency) {
        after(REQUEST, page, providerStatus(captured("evt", amount, null, currency)))
                .expectEvents(
                        mismatched(PaymentStatus.CAPTURED, amount, currency),
                        asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, providerStatus(uncaptured("evt", amount, currency)))
                .expectEvents(
                        mismatched(PaymentStatus.AUTHORIZED, amount, currency),
                        asked(ProviderOperation.VOID, 1, "cs_1", null));
    }

    @Test
    void isRecordedOnceAndNeverCaptured() {
        after(REQUEST, page, oneCent, oneCent).expectNoEvents();
        after(REQUEST, page, oneCent, capture).expectEvents(new CaptureRejected(ID, PaymentStatus.VOIDING));
        after(REQUEST, page, authorized("a"), oneCent)
                .expectEvents(mismatched, asked(ProviderOperation.VOID, 1, "cs_1", null));
        after(REQUEST, page, authorized("a"), capture, oneCent)
                .expectEvents(mismatched, asked(ProviderOperation.VOID, 1, "cs_1", null));
    }

    @Test
    void beforeThePageIsKnownThePageIsClosedWhenItOpens() {
        after(REQUEST, oneCent).expectEvents(mismatched);
        after(REQUEST, oneCent, page).expectEvents(asked(ProviderOperation.VOID, 1, "cs_1", null));
    }

    @Test
    void thatIsNoLongerReportedEndsWhenThePageIsClosed() {
        after(REQUEST, page, oneCent, expired()).expectEvents(new PaymentExpired(ID));
    }

    @Test
    void followedByTheRightAmountReversesIt() {
        after(REQUEST, page, oneCent, authorized("late"))
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"), asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
        after(REQUEST, page, oneCent, captured())
                .expectEvents(
                        new PaymentAuthorized(ID, AMOUNT, "pi_1"),
                        new PaymentCaptured(ID, AMOUNT, "pi_1"),
                        asked(ProviderOperation.REFUND, 1, "cs_1", "pi_1"));
    }

    @Test
    void thatIsOnlyAuthorisedIsVoided() {
        var wrong = uncaptured("look", 1L, "eur");
        after(REQUEST, page, providerStatus(wrong), refused(ProviderOperation.VOID, 1, "not_open", wrong))
                .expectEvents(
                        new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                        asked(ProviderOperation.VOID, 2, "cs_1", "pi_1"));
        after(REQUEST, page, providerStatus(wrong), refused(ProviderOperation.VOID, 1, "not_open", wrong), voided())
                .expectEvents(new PaymentVoided(ID));
    }

    @Test
    void thatWasCapturedIsRefundedUpToWhatIsKept() {
        var refusal = refused(ProviderOperation.VOID, 1, "not_open", partOfIt);
        after(REQUEST, page, providerStatus(partOfIt), refusal)
                .expectEvents(
                        new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                        asked(ProviderOperation.REFUND, 1, eur(1000), "cs_1", "pi_1"));
        after(REQUEST, page, providerStatus(partOfIt), refusal, providerStatus(captured("look", 1000L, 1000L, "eur")))
                .expectEvents(new PaymentVoided(ID));
        after(REQUEST, page, providerStatus(partOfIt), refusal, providerStatus(captured("look", 1000L, 400L, "eur")))
                .expectNoEvents();
    }

    @Test
    void inAnotherCurrencyIsRefundedInThatCurrency() {
        var yen = captured("look", 4990L, 0L, "jpy");
        after(REQUEST, page, providerStatus(yen), refused(ProviderOperation.VOID, 1, "not_open", yen))
                .expectEvents(
                        new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                        asked(
                                ProviderOperation.REFUND,
                                1,
                                new Money(4990, Currency.getInstance("JPY")),
                                "cs_1",
                                "pi_1"));
    }

    @Test
    void thatIsUnreadableNeedsAReview() {
        var unreadable = captured("look", null, null, "eur");
        after(REQUEST, page, providerStatus(unreadable), refused(ProviderOperation.VOID, 1, "not_open", unreadable))
                .expectEvents(
                        new ProviderRefused(ID, ProviderOperation.VOID, 1, "not_open"),
                        new ReviewRequired(ID, ReviewReason.AMOUNT_UNREADABLE, "no amount in eur"));
    }

    @Test
    void afterTheCaptureOfTheRightAmountNeedsAReviewAndChangesNothing() {
        after(REQUEST, page, captured(), oneCent)
                .expectEvents(new ReviewRequired(ID, ReviewReason.CONTRADICTED, "CAPTURED 0.01 EUR"));
        after(REQUEST, page, captured(), oneCent, oneCent).expectNoEvents();
        after(REQUEST, page, captured(), providerStatus(captured("look", 4990L, 1L << 62, "eur")))
                .expectEvents(new ReviewRequired(ID, ReviewReason.CONTRADICTED, "refunded 4611686018427387904"));
    }

    @Test
    void afterThePageClosedIsReversed() {
        after(REQUEST, page, expired(), providerStatus(partOfIt))
                .expectEvents(
                        mismatched(PaymentStatus.CAPTURED, 1000L, "eur"),
                        asked(ProviderOperation.VOID, 1, "cs_1", null));
    }

    private static PaymentMismatched mismatched(
            PaymentStatus status, @Nullable Long amount, @Nullable String currency) {
        return new PaymentMismatched(ID, AMOUNT, status, new ReportedMoney(amount, currency));
    }

    private static RecordProviderStatus providerStatus(ProviderPaymentStatus providerStatus) {
        return new RecordProviderStatus(ID, providerStatus);
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    private ResultValidator<Payment> after(Object... commands) {
        var before = Arrays.asList(commands).subList(0, commands.length - 1);
        return payment.givenCommands(before).when(commands[commands.length - 1]);
    }
}
