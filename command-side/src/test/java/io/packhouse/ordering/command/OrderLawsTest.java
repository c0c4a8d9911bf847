package io.packhouse.ordering.command;

import static io.packhouse.ordering.command.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.ordering.api.CancellationReason;
import io.packhouse.ordering.api.DisputeDecision;
import io.packhouse.ordering.api.Installment;
import io.packhouse.ordering.api.OrderCommand;
import io.packhouse.ordering.api.OrderCommand.*;
import io.packhouse.ordering.api.OrderEvent;
import io.packhouse.ordering.api.OrderEvent.*;
import io.packhouse.ordering.api.OrderStatus;
import io.packhouse.ordering.api.OrderTransitions;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.testing.RandomSeeds;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands in any order, repeated: the order follows its transitions only, never leaves a
/// final status, is never overpaid or refunded beyond what was paid, and never ships unpaid. Drives
/// the state class.
class OrderLawsTest {

    private static final Money TOTAL = eur(2400);

    private final Map<Installment, Money> answered = new EnumMap<>(Installment.class);
    private final Map<Installment, Money> back = new EnumMap<>(Installment.class);
    private final Set<String> disputed = new HashSet<>();
    private final Map<Installment, Money> captured = new EnumMap<>(Installment.class);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void everyInvariantHolds(long seed) {
        live(seed);
    }

    @Test
    void theRandomOrdersReachEveryStatus() {
        var seen = EnumSet.noneOf(OrderStatus.class);
        RandomSeeds.hundred().forEach(seed -> seen.addAll(new OrderLawsTest().live(seed)));
        assertThat(seen).containsExactlyInAnyOrder(OrderStatus.values());
    }

    private Set<OrderStatus> live(long seed) {
        var random = new Random(seed);
        var plan = random.nextBoolean() ? PaymentPlan.FULL : PaymentPlan.DEPOSIT;
        for (var installment : Installment.values()) {
            var right = installment == Installment.FULL ? 2400 : 1200;
            captured.put(installment, eur(random.nextInt(8) == 0 ? 1 + random.nextInt(3000) : right));
        }
        var order = new OrderState();
        order.evolve(placed(plan));
        var seen = EnumSet.of(order.status());
        for (var step = 0; step < 120; step++) {
            var command = anything(random);
            var before = order.status();
            decide(order, command).forEach(event -> happens(order, event));
            holds(order, before, "%s in %s, seed %s".formatted(command, before, seed));
            assertThat(decide(order, command))
                    .as("%s again, seed %s", command, seed)
                    .allMatch(OrderLawsTest::isAnswer);
            seen.add(order.status());
        }
        return seen;
    }

    private void happens(OrderState order, OrderEvent event) {
        order.evolve(event);
        switch (event) {
            case OrderConfirmed e -> answered.put(e.installment(), e.captured());
            case OrderBalancePaid e -> answered.put(Installment.BALANCE, e.captured());
            case OrderConfirmationRejected e -> answered.put(e.installment(), e.captured());
            case OrderRefunded e -> back.merge(e.installment(), e.amount(), Money::plus);
            case OrderDisputed e -> disputed.add(e.disputeId());
            case OrderDisputeWon e -> disputed.remove(e.disputeId());
            case OrderDisputeLost e -> {
                disputed.remove(e.disputeId());
                back.merge(e.installment(), e.amount(), Money::plus);
            }
            default -> {}
        }
    }

    private void holds(OrderState order, OrderStatus before, String what) {
        var now = order.status();
        assertThat(now == before || OrderTransitions.allowed(before, now))
                .as(what)
                .isTrue();
        assertThat(order.money().paid().isMoreThan(TOTAL)).as(what).isFalse();
        assertThat(order.money().refunded()).as(what).isEqualTo(sum(back));
        back.forEach((installment, amount) -> assertThat(amount.isMoreThan(answered.get(installment)))
                .as(what)
                .isFalse());
        if (now == OrderStatus.SHIPPED) {
            assertThat(order.money().paid()).as(what).isEqualTo(TOTAL);
        }
        if (now == OrderStatus.SHIPPED && before == OrderStatus.PROCESSING) {
            assertThat(order.money().refunded()).as(what).isNotEqualTo(TOTAL);
            assertThat(disputed).as(what).isEmpty();
        }
    }

    private static Money sum(Map<Installment, Money> amounts) {
        return amounts.values().stream().reduce(eur(0), Money::plus);
    }

    /// A repeat records nothing, except the result that a process waits for.
    private static boolean isAnswer(OrderEvent event) {
        return event instanceof OrderAcceptanceRejected || event instanceof OrderCancellationRejected;
    }

    private OrderCommand anything(Random random) {
        var installment = any(Installment.values(), random);
        return switch (random.nextInt(30)) {
            case 0 -> cancel(any(CancellationReason.values(), random), BUYER);
            case 1 -> cancel(any(CancellationReason.values(), random), STRANGER);
            case 2 -> new RejectOrder(ORDER, MISSING);
            case 3 -> new DeliverOrder(ORDER);
            case 4 -> place();
            case 5, 6 -> new AcceptOrder(ORDER);
            case 7, 8, 9 -> new StartOrderProcessing(ORDER);
            case 10, 11, 12 -> new ShipOrder(ORDER, "DHL", "1");
            case 13, 14, 15, 16 -> refund(installment, random);
            default -> new ConfirmOrder(ORDER, installment, captured.get(installment), 1);
        };
    }

    /// Only recorded money is refunded, in parts whose running totals repeat.
    private OrderCommand refund(Installment installment, Random random) {
        var most = answered.get(installment);
        if (most == null) {
            return new GetBalanceDue(ORDER, BUYER);
        }
        var total = random.nextLong(most.amountMinor() + 1);
        var kept = eur(most.amountMinor() - total);
        var dispute = "du_" + installment + random.nextInt(2);
        return switch (random.nextInt(4)) {
            case 0 -> new RecordDispute(ORDER, installment, dispute, most, "fraud");
            case 1 ->
                new RecordDisputeDecision(
                        ORDER, installment, dispute, any(DisputeDecision.values(), random), eur(total), kept);
            default -> new RecordRefund(ORDER, installment, eur(total), kept);
        };
    }

    private static <T> T any(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }

    /// Dispatches like the aggregate class, without Axon.
    private static List<OrderEvent> decide(OrderState order, OrderCommand command) {
        try {
            return switch (command) {
                case PlaceOrder c -> order.decide(c);
                case AcceptOrder c -> order.decide(c);
                case RejectOrder c -> order.decide(c);
                case ConfirmOrder c -> order.decide(c);
                case CancelOrder c -> order.decide(c);
                case RecordRefund c -> order.decide(c);
                case RecordDispute c -> order.decide(c);
                case RecordDisputeDecision c -> order.decide(c);
                case StartOrderProcessing c -> order.decide(c);
                case ShipOrder c -> order.decide(c);
                case DeliverOrder c -> order.decide(c);
                case GetBalanceDue _, FindBuyer _ -> List.of();
            };
        } catch (CommandRejectedException commandRejectedException) {
            return List.of();
        }
    }
}
