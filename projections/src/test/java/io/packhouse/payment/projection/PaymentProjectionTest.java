package io.packhouse.payment.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ReportedMoney;
import io.packhouse.payment.api.ReviewReason;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every event of a payment goes through the running processor; a copy filled by a replay has the
/// same rows.
public class PaymentProjectionTest {

    static final Instant LATER = Instant.parse("2026-11-21T12:00:00Z");
    static final PaymentId BACK = payment(1);
    static final PaymentId OPEN = payment(2);
    static final PaymentId EXPIRED_PAYMENT = payment(3);
    static final PaymentId VOIDED = payment(4);
    static final PaymentId PARTLY = payment(5);
    static final PaymentId OTHER = payment(6);
    static final PaymentId REVIEWED = payment(7);
    static final PaymentId SETTLED = payment(8);
    static final PaymentId DISPUTED = payment(9);
    static final PaymentId TAKEN = payment(10);
    static final PaymentId PARTLY_TAKEN = payment(11);

    @Test
    void showsEachPaymentAndAReplayGivesTheSameRows() throws Exception {
        var story = story();
        assertThat(story.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(PaymentEvent.class.getPermittedSubclasses()));
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), PaymentProjection.class)) {
            var position =
                    engine.append(event -> ((PaymentEvent) event).paymentId().value(), story);
            engine.await(PaymentProjection.GROUP, position);
            assertThat(row(engine, BACK)).isEqualTo("REFUNDED 1000 1000 null null null ord_x1 FULL");
            assertThat(row(engine, OPEN)).isEqualTo("OPEN 0 0 https://pay/2 null card_declined ord_x2 FULL");
            assertThat(row(engine, EXPIRED_PAYMENT)).startsWith("EXPIRED 0 0 null null null");
            assertThat(row(engine, VOIDED)).startsWith("VOIDED 0 0 null null null");
            assertThat(row(engine, PARTLY)).startsWith("REFUNDING 1000 400 null CAPTURE null");
            assertThat(row(engine, OTHER)).startsWith("VOIDING 0 0 null null null");
            assertThat(column(engine, OTHER, "mismatch"))
                    .isEqualTo("The provider reported 0.01 EUR as captured, but 10.00 EUR was requested.");
            assertThat(column(engine, OTHER, "review"))
                    .isEqualTo("The provider reports an amount or currency that cannot be read. (no amount in eur)");
            assertThat(column(engine, REVIEWED, "review")).isNull();
            assertThat(column(engine, SETTLED, "review")).isNull();
            assertThat(row(engine, DISPUTED)).startsWith("REFUNDED 1000 1000 null null null");
            assertThat(engine.rows("select dispute from read.payment where dispute is not null"))
                    .extracting(row -> row.get("dispute"))
                    .containsExactly("LOST", "LOST", "LOST");
            assertThat(row(engine, TAKEN)).startsWith("REFUNDED 1000 1000 null null null");
            assertThat(column(engine, TAKEN, "review")).isNull();
            assertThat(column(engine, TAKEN, "review_since")).isNull();
            assertThat(row(engine, PARTLY_TAKEN)).startsWith("REFUNDING 1000 400 null REFUND null");
            assertThat(column(engine, PARTLY_TAKEN, "review"))
                    .isEqualTo("The provider refuses to return the money. (disputed)");
            assertThat(column(engine, PARTLY_TAKEN, "review_since")).isNotNull();
            engine.copySchema("read_copy", "payment");
            engine.replay("read_copy", PaymentProjection::new, position);
            engine.replay("read_copy", PaymentProjection::new, position);
            assertThat(engine.hash("read_copy", "payment"))
                    .isEqualTo(engine.hash("read", "payment"))
                    .startsWith("11 rows");
        }
    }

    private static String row(ProjectionTestEngine engine, PaymentId id) {
        Map<String, Object> row = engine.rows("select * from read.payment where payment_id = '" + id + "'")
                .getFirst();
        return "%s %s %s %s %s %s %s %s"
                .formatted(
                        row.get("status"),
                        row.get("captured_minor"),
                        row.get("refunded_minor"),
                        row.get("pay_url"),
                        row.get("unresolved_operation"),
                        row.get("failure"),
                        row.get("order_id"),
                        row.get("installment"));
    }

    private static Object column(ProjectionTestEngine engine, PaymentId id, String name) {
        return engine.rows("select * from read.payment where payment_id = '" + id + "'")
                .getFirst()
                .get(name);
    }

    public static List<PaymentEvent> story() {
        return List.of(
                requested(BACK),
                operation(BACK, ProviderOperation.OPEN_CHECKOUT),
                new CheckoutSessionCreated(BACK, "cs_1", "https://pay/1"),
                new PaymentAuthorized(BACK, money(1000), "pi_1"),
                operation(BACK, ProviderOperation.CAPTURE),
                new PaymentOutcomeUnknown(BACK, ProviderOperation.CAPTURE, "Timeout"),
                new PaymentCaptured(BACK, money(1000), "pi_1"),
                new CaptureRejected(BACK, PaymentStatus.CAPTURED),
                new PaymentReversalRequested(BACK, "Cancelled"),
                operation(BACK, ProviderOperation.REFUND),
                new PaymentRefunded(BACK, money(1000), money(1000), money(0)),
                new NothingToReturn(BACK, PaymentStatus.REFUNDED),
                requested(OPEN),
                operation(OPEN, ProviderOperation.OPEN_CHECKOUT),
                new CheckoutSessionCreated(OPEN, "cs_2", "https://pay/2"),
                new PaymentDeclined(OPEN, "card_declined"),
                requested(EXPIRED_PAYMENT),
                new PaymentExpired(EXPIRED_PAYMENT),
                requested(VOIDED),
                new PaymentAuthorized(VOIDED, money(1000), "pi_4"),
                new CheckoutSessionCreated(VOIDED, "cs_4", "https://pay/4"),
                operation(VOIDED, ProviderOperation.VOID),
                new PaymentVoided(VOIDED),
                requested(PARTLY),
                new PaymentCaptured(PARTLY, money(1000), "pi_5"),
                operation(PARTLY, ProviderOperation.REFUND),
                new PaymentRefunded(PARTLY, money(400), money(400), money(600)),
                new PaymentOutcomeUnknown(PARTLY, ProviderOperation.CAPTURE, "Timeout"),
                requested(OTHER),
                new CheckoutSessionCreated(OTHER, "cs_6", "https://pay/6"),
                new PaymentMismatched(OTHER, money(1000), PaymentStatus.CAPTURED, new ReportedMoney(1L, "eur")),
                operation(OTHER, ProviderOperation.VOID),
                new ProviderRefused(OTHER, ProviderOperation.VOID, 1, "not_open"),
                new ReviewRequired(OTHER, ReviewReason.AMOUNT_UNREADABLE, "no amount in eur"),
                requested(REVIEWED),
                new ReviewRequired(REVIEWED, ReviewReason.REVERSAL_REJECTED, "disputed"),
                new ReviewEnded(REVIEWED),
                requested(SETTLED),
                new PaymentCaptured(SETTLED, money(1000), "pi_8"),
                new ReviewRequired(SETTLED, ReviewReason.REVERSAL_REJECTED, "disputed"),
                new PaymentRefunded(SETTLED, money(400), money(400), money(600)),
                new PaymentRefunded(SETTLED, money(600), money(1000), money(0)),
                requested(DISPUTED),
                new PaymentCaptured(DISPUTED, money(1000), "pi_9"),
                new DisputeOpened(DISPUTED, "du_1", money(300), "fraudulent"),
                new DisputeWon(DISPUTED, "du_1", money(0), money(1000)),
                new DisputeOpened(DISPUTED, "du_2", money(1000), "fraudulent"),
                new DisputeLost(DISPUTED, "du_2", money(1000), money(1000), money(0)),
                requested(TAKEN),
                new PaymentCaptured(TAKEN, money(1000), "pi_10"),
                operation(TAKEN, ProviderOperation.REFUND),
                new PaymentOutcomeUnknown(TAKEN, ProviderOperation.REFUND, "Timeout"),
                new ReviewRequired(TAKEN, ReviewReason.REVERSAL_REJECTED, "disputed"),
                new DisputeOpened(TAKEN, "du_3", money(1000), "fraudulent"),
                new DisputeLost(TAKEN, "du_3", money(1000), money(1000), money(0)),
                requested(PARTLY_TAKEN),
                new PaymentCaptured(PARTLY_TAKEN, money(1000), "pi_11"),
                operation(PARTLY_TAKEN, ProviderOperation.REFUND),
                new PaymentOutcomeUnknown(PARTLY_TAKEN, ProviderOperation.REFUND, "Timeout"),
                new ReviewRequired(PARTLY_TAKEN, ReviewReason.REVERSAL_REJECTED, "disputed"),
                new DisputeOpened(PARTLY_TAKEN, "du_4", money(400), "fraudulent"),
                new DisputeLost(PARTLY_TAKEN, "du_4", money(400), money(400), money(600)));
    }

    private static PaymentRequested requested(PaymentId id) {
        return new PaymentRequested(id, money(1000), "Order", LATER);
    }

    private static ProviderOperationRequested operation(PaymentId id, ProviderOperation kind) {
        return new ProviderOperationRequested(id, kind, 1, "key", money(1000), "Order", LATER, null, null);
    }

    private static PaymentId payment(int number) {
        return PaymentId.derive("ord_x" + number, "FULL");
    }

    private static Money money(long minor) {
        return new Money(minor, Currency.getInstance("EUR"));
    }
}
