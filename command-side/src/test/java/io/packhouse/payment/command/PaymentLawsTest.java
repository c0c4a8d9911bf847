package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static io.packhouse.payment.command.Payments.authorized;
import static io.packhouse.payment.command.Payments.captured;
import static io.packhouse.payment.command.Payments.declined;
import static io.packhouse.payment.command.Payments.expired;
import static io.packhouse.payment.command.Payments.refunded;
import static io.packhouse.payment.command.Payments.refused;
import static io.packhouse.payment.command.Payments.uncaptured;
import static io.packhouse.payment.command.Payments.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.payment.api.DisputeReport;
import io.packhouse.payment.api.DisputeReport.State;
import io.packhouse.payment.api.PaymentCommand;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The provider's statuses and commands in any order, repeated: money is captured once, never more
/// is refunded than was captured, and nothing is kept after a reversal. Short sequences run in
/// every order, long ones are random.
class PaymentLawsTest {

    private static final CapturePayment CAPTURE = new CapturePayment(ID);
    private static final CloseCheckout CLOSE = new CloseCheckout(ID);
    private static final ReversePayment RETURN = new ReversePayment(ID, "expired");
    private static final RecordCheckoutSession PAGE = new RecordCheckoutSession(ID, "cs_1", "https://pay/cs_1");

    private final PaymentState paymentState = new PaymentState();
    private final List<PaymentEvent> log = new ArrayList<>();

    @Test
    void aKeptPaymentEndsCapturedInEveryOrder() {
        for (var order : orders(statuses(CAPTURE))) {
            var story = played(order);
            assertThat(story.paymentState.status()).as("%s", order).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(story.count(ProviderOperation.REFUND)).as("%s", order).isZero();
            assertThat(story.count(ProviderOperation.VOID)).as("%s", order).isZero();
        }
    }

    @Test
    void aReversedPaymentRequestsOneRefundAndEndsRefundedInEveryOrder() {
        for (var order : orders(statuses(CAPTURE, RETURN))) {
            var story = played(order);
            assertThat(story.count(ProviderOperation.REFUND)).as("%s", order).isOne();
            story.play(refunded(4990));
            assertThat(story.paymentState.status()).as("%s", order).isEqualTo(PaymentStatus.REFUNDED);
            assertThat(story.paymentState.trace().settled()).as("%s", order).isTrue();
        }
    }

    @Test
    void aReversedAuthorisationRequestsAVoidAndEndsVoidedInEveryOrder() {
        for (var order : orders(List.of(RETURN, authorized("a"), authorized("b"), declined("no")))) {
            var story = played(order);
            assertThat(story.count(ProviderOperation.VOID)).as("%s", order).isBetween(1L, 2L);
            story.play(voided());
            assertThat(story.paymentState.status()).as("%s", order).isEqualTo(PaymentStatus.VOIDED);
            assertThat(story.paymentState.trace().settled()).as("%s", order).isTrue();
        }
    }

    @Test
    void anAuthorisationOnAClosingPageCountsInEveryOrder() {
        for (var order : orders(statuses(CLOSE))) {
            var story = played(order);
            var given = story.count(ProviderOperation.REFUND);
            assertThat(given).as("%s", order).isZero();
            assertThat(story.paymentState.status()).as("%s", order).isEqualTo(PaymentStatus.CAPTURED);
        }
    }

    @ParameterizedTest
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void moneyIsAlwaysAccountedFor(long seed) {
        var random = new Random(seed);
        var story = new PaymentLawsTest();
        for (var step = 0; step < 60; step++) {
            var command = any(random);
            story.play(command);
            story.check("step %s, %s, seed %s".formatted(step, command, seed));
        }
    }

    private static PaymentLawsTest played(List<PaymentCommand> order) {
        var story = new PaymentLawsTest();
        story.play(REQUEST);
        story.play(PAGE);
        for (var command : order) {
            story.play(command);
            story.check(order.toString());
        }
        return story;
    }

    private void play(PaymentCommand command) {
        List<PaymentEvent> events;
        try {
            events = decided(command);
        } catch (CommandRejectedException refused) {
            return; // Staff acted on a payment that is not under review.
        }
        events.forEach(paymentState::evolve);
        log.addAll(events);
        if (command instanceof RecordDispute && !events.isEmpty()) {
            var more = paymentState.refundAfterDispute();
            more.forEach(paymentState::evolve);
            log.addAll(more);
        }
    }

    private List<PaymentEvent> decided(PaymentCommand command) {
        return switch (command) {
            case RequestPayment c -> paymentState.decide(c);
            case RecordCheckoutSession report -> paymentState.decide(report);
            case RecordDispute c -> paymentState.decide(c);
            case RecordProviderStatus report -> paymentState.decide(report);
            case RecordUnknownOutcome report -> paymentState.decide(report);
            case RetryProviderOperation c -> paymentState.decide(c);
            case CapturePayment c -> paymentState.decide(c);
            case CloseCheckout c -> paymentState.decide(c);
            case ReversePayment c -> paymentState.decide(c);
            case RecordRefusal report -> paymentState.decide(report);
            case ReturnAgain c -> paymentState.decide(c);
            case EndReview c -> paymentState.decide(c);
            case GetProviderReferences _ -> List.<PaymentEvent>of();
        };
    }

    private void check(String story) {
        var keys = log.stream()
                .filter(ProviderOperationRequested.class::isInstance)
                .toList();
        assertThat(keys).as(story).doesNotHaveDuplicates();
        assertThat(log.stream()
                        .filter(new PaymentReversalRequested(ID, "expired")::equals)
                        .count())
                .as(story)
                .isLessThanOrEqualTo(1);
        var taken = log.stream().filter(PaymentCaptured.class::isInstance).count();
        assertThat(taken).as(story).isLessThanOrEqualTo(1);
        assertThat(log.stream().filter(PaymentAuthorized.class::isInstance).count())
                .as(story)
                .isLessThanOrEqualTo(1);
        var refunded = 0L;
        for (var event : log) {
            if (event instanceof ProviderOperationRequested asked) {
                assertThat(asked.amount().amountMinor()).as(story).isPositive();
            } else if (event instanceof PaymentRefunded back) {
                refunded += back.amount().amountMinor();
                assertThat(refunded).as(story).isEqualTo(back.refunded().amountMinor());
            } else if (event instanceof DisputeLost back) {
                refunded += back.amount().amountMinor();
                assertThat(refunded).as(story).isEqualTo(back.refunded().amountMinor());
            }
        }
        assertThat(refunded).as(story).isLessThanOrEqualTo(taken * 4990);
    }

    private long count(ProviderOperation operation) {
        return log.stream()
                .filter(event -> event instanceof ProviderOperationRequested e && e.operation() == operation)
                .count();
    }

    private static PaymentCommand any(Random random) {
        var operation = List.of(ProviderOperation.values()).get(random.nextInt(4));
        return switch (random.nextInt(18)) {
            case 0, 1 -> REQUEST;
            case 2 -> PAGE;
            case 3 -> authorized("s" + random.nextInt(3));
            case 4 -> captured();
            case 5 -> refunded(random.nextInt(6000));
            case 6 -> declined("f" + random.nextInt(3));
            case 7 -> voided();
            case 8 -> expired();
            case 9 -> CAPTURE;
            case 10 -> random.nextInt(8) == 0 ? RETURN : CLOSE;
            case 11 -> new RetryProviderOperation(ID, operation, 1 + random.nextInt(2));
            case 12 -> new RecordUnknownOutcome(ID, operation, "timeout");
            case 13 -> random.nextBoolean() ? new ReturnAgain(ID) : new EndReview(ID);
            case 14 -> new RecordProviderStatus(ID, other(random));
            case 15 -> dispute(random);
            default -> {
                var statuses = List.of(authorized("a"), captured(), refunded(10), voided(), expired());
                var providerStatus = random.nextInt(3) == 0
                        ? other(random)
                        : statuses.get(random.nextInt(statuses.size())).providerStatus();
                yield refused(operation, 1 + random.nextInt(3), "no", providerStatus);
            }
        };
    }

    private static RecordDispute dispute(Random random) {
        var state = List.of(State.values()).get(random.nextInt(3));
        var id = "du_" + random.nextInt(2);
        return new RecordDispute(ID, new DisputeReport(id, state, random.nextInt(6000), "fraud"));
    }

    /// Another amount than the requested one.
    private static ProviderPaymentStatus other(Random random) {
        var amount = List.of(0L, 1L, 4989L, 4991L, -5L, 1L << 62).get(random.nextInt(6));
        return random.nextBoolean()
                ? uncaptured("other", amount, "eur")
                : captured("other", amount, random.nextBoolean() ? null : 0L, "eur");
    }

    private static List<PaymentCommand> statuses(PaymentCommand... more) {
        var statuses = new ArrayList<PaymentCommand>(List.of(more));
        statuses.addAll(List.of(authorized("a"), authorized("a"), authorized("b")));
        statuses.addAll(List.of(captured(), declined("no funds")));
        return statuses;
    }

    private static Set<List<PaymentCommand>> orders(List<PaymentCommand> all) {
        if (all.isEmpty()) {
            return Set.of(List.of());
        }
        var orders = new LinkedHashSet<List<PaymentCommand>>();
        for (var i = 0; i < all.size(); i++) {
            var rest = new ArrayList<>(all);
            var first = rest.remove(i);
            for (var order : orders(rest)) {
                var whole = new ArrayList<PaymentCommand>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
