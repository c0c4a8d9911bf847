package io.packhouse.payment.command;

import static io.packhouse.payment.command.Payments.AMOUNT;
import static io.packhouse.payment.command.Payments.ID;
import static io.packhouse.payment.command.Payments.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.payment.api.PaymentCommand;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random buyers pay any amount in any currency, staff work in the provider's dashboard, webhooks
/// come late, repeated, invalid or never, orders are cancelled in between, and every response may
/// come after anything else. Only the requested amount ever counts, and in the end the provider's
/// amounts equal ours, or a review is required.
class WrongMoneyLawsTest {

    private static final int DUE = (int) AMOUNT.amountMinor();
    private static final int MOST_QUESTIONS = 40;

    private final PaymentState paymentState = new PaymentState();
    private final FakeProvider provider = new FakeProvider();
    private final List<PaymentEvent> log = new ArrayList<>();
    private final List<ProviderOperationRequested> unanswered = new ArrayList<>();
    private final List<ProviderPaymentStatus> onTheirWay = new ArrayList<>();
    private boolean rightMoneyWasReported;

    @ParameterizedTest
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void onlyTheRequestedAmountCountsAndNoOtherIsKept(long seed) {
        var random = new Random(seed);
        var story = new WrongMoneyLawsTest();
        story.play(REQUEST, seed);
        for (var step = 0; step < 40; step++) {
            story.step(random, seed);
        }
        story.settle(seed);
        story.checkEnd(seed);
    }

    private void step(Random random, long seed) {
        switch (random.nextInt(10)) {
            case 0 -> provider.pay(amount(random), random.nextInt(4) == 0 ? "jpy" : "eur");
            case 1 -> provider.capture(1 + random.nextInt(DUE));
            case 2 -> provider.refund(1 + random.nextInt(DUE));
            case 3 -> maybe(random, provider::cancel);
            case 4 -> onTheirWay.add(provider.webhook());
            case 5 -> deliver(random, seed);
            case 6 -> play(new RecordProviderStatus(ID, provider.fetchStatus()), seed);
            case 7 -> maybe(random, () -> play(new RecordProviderStatus(ID, absurd(random)), seed));
            case 8 -> maybe(random, () -> play(new ReversePayment(ID, "cancelled"), seed));
            default -> answer(random.nextInt(Math.max(1, unanswered.size())), seed);
        }
    }

    /// Webhooks come in any order, and some repeatedly.
    private void deliver(Random random, long seed) {
        if (!onTheirWay.isEmpty()) {
            var at = random.nextInt(onTheirWay.size());
            var providerStatus = random.nextBoolean() ? onTheirWay.remove(at) : onTheirWay.get(at);
            play(new RecordProviderStatus(ID, providerStatus), seed);
        }
    }

    private void answer(int at, long seed) {
        if (at < unanswered.size()) {
            play(provider.answer(unanswered.remove(at)), seed);
        }
    }

    private void settle(long seed) {
        for (var round = 0; round < MOST_QUESTIONS; round++) {
            while (!unanswered.isEmpty()) {
                answer(0, seed);
            }
            play(new RecordProviderStatus(ID, provider.fetchStatus()), seed);
        }
        assertThat(unanswered).as("still asking, seed %d", seed).isEmpty();
        assertThat(log.stream()
                        .filter(ProviderOperationRequested.class::isInstance)
                        .count())
                .as("questions, seed %d", seed)
                .isLessThan(MOST_QUESTIONS);
    }

    private void play(PaymentCommand command, long seed) {
        var mismatchedBefore = log.stream().anyMatch(PaymentMismatched.class::isInstance);
        var events = switch (command) {
            case RequestPayment c -> paymentState.decide(c);
            case RecordCheckoutSession report -> paymentState.decide(report);
            case RecordProviderStatus report -> paymentState.decide(received(report));
            case RecordRefusal report -> {
                note(report.providerStatus());
                yield paymentState.decide(report);
            }
            case CapturePayment c -> paymentState.decide(c);
            case ReversePayment c -> paymentState.decide(c);
            default -> throw new AssertionError(command);
        };
        for (var event : events) {
            paymentState.evolve(event);
            log.add(event);
            check(event, mismatchedBefore, seed);
        }
        // Like the order's process.
        if (events.stream().anyMatch(PaymentAuthorized.class::isInstance)) {
            play(new CapturePayment(ID), seed);
        }
    }

    private RecordProviderStatus received(RecordProviderStatus report) {
        note(report.providerStatus());
        return report;
    }

    private void note(ProviderPaymentStatus providerStatus) {
        rightMoneyWasReported |= "eur".equals(providerStatus.currency())
                && (isDue(providerStatus.authorizedMinor()) || isDue(providerStatus.capturedMinor()));
    }

    private void check(PaymentEvent event, boolean mismatchedBefore, long seed) {
        switch (event) {
            case PaymentAuthorized e -> {
                assertThat(e.amount()).as("seed %d", seed).isEqualTo(AMOUNT);
                assertThat(rightMoneyWasReported).as("seed %d", seed).isTrue();
            }
            case PaymentCaptured e -> {
                assertThat(e.amount()).as("seed %d", seed).isEqualTo(AMOUNT);
                assertThat(rightMoneyWasReported).as("seed %d", seed).isTrue();
            }
            case ProviderOperationRequested e -> {
                unanswered.add(e);
                if (e.operation() == ProviderOperation.CAPTURE) {
                    assertThat(mismatchedBefore).as("captured, seed %d", seed).isFalse();
                }
            }
            default -> {}
        }
    }

    private void checkEnd(long seed) {
        var isReviewed = log.stream().anyMatch(ReviewRequired.class::isInstance);
        if (isReviewed || paymentState.status() == PaymentStatus.OPEN) {
            return;
        }
        assertThat(paymentState.trace().settled()).as("%s, seed %d", log, seed).isTrue();
        if (paymentState.status() == PaymentStatus.CAPTURED) {
            assertThat(provider.kept()).as("seed %d", seed).isBetween(1L, AMOUNT.amountMinor());
            assertThat(provider.currency()).isEqualTo("eur");
        } else {
            assertThat(provider.holdsMoney()).as("%s, seed %d", log, seed).isFalse();
        }
    }

    private static void maybe(Random random, Runnable action) {
        if (random.nextInt(4) == 0) {
            action.run();
        }
    }

    private static boolean isDue(@Nullable Long amount) {
        return amount != null && amount == DUE;
    }

    private static long amount(Random random) {
        return random.nextBoolean() ? DUE : 1 + random.nextInt(2 * DUE);
    }

    private static @Nullable Long refunded(Random random, @Nullable Long captured) {
        return switch (random.nextInt(4)) {
            case 0 -> -1L;
            case 1 -> captured == null || captured < 0 ? 1L << 62 : captured + 1;
            default -> null;
        };
    }

    /// Statuses that no correct provider reports.
    private static ProviderPaymentStatus absurd(Random random) {
        var amount = new Long[] {null, 0L, 1L, -1L, 1L << 62, Long.MIN_VALUE}[random.nextInt(6)];
        var currency = new String[] {"eur", "jpy", null, "", "not a currency"}[random.nextInt(5)];
        return random.nextBoolean()
                ? Payments.uncaptured("absurd", amount, currency)
                : Payments.captured("absurd", amount, refunded(random, amount), currency);
    }
}
