package io.packhouse.shared.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {

    static final Currency EUR = Currency.getInstance("EUR");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1000);
    }

    /// For any weights: no unit is lost or created, every share is its exact value rounded down or
    /// up, and a weight of zero gets nothing.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sharesAlwaysSumToTheWhole(long seed) {
        var random = new Random(seed);
        var whole = new Money(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L), EUR);
        var weights = random.longs(1L + random.nextInt(40), 0, 1_000_000)
                .map(weight -> random.nextInt(4) == 0 ? 0 : weight + 1)
                .boxed()
                .toList();
        var total = weights.stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return; // Refused: see below.
        }
        var shares = whole.allocate(weights);
        assertThat(shares.stream().reduce(Money.zero(EUR), Money::plus)).isEqualTo(whole);
        assertThat(shares).hasSameSizeAs(weights);
        for (var i = 0; i < shares.size(); i++) {
            assertThat(distance(whole, weights.get(i), total, shares.get(i)))
                    .as("share %s", i)
                    .isLessThan(BigInteger.valueOf(total));
        }
    }

    /// |share × total − whole × weight|: less than the total weight means less than one unit off.
    private static BigInteger distance(Money whole, long weight, long total, Money share) {
        return BigInteger.valueOf(share.amountMinor())
                .multiply(BigInteger.valueOf(total))
                .subtract(BigInteger.valueOf(whole.amountMinor()).multiply(BigInteger.valueOf(weight)))
                .abs();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equalPartsDifferByOneUnitAtMostAndTheEarlierTakeMore(long seed) {
        var random = new Random(seed);
        var whole = new Money(random.nextLong(100_000_000), EUR);
        var parts = whole.split(1 + random.nextInt(200));
        assertThat(parts.stream().reduce(Money.zero(EUR), Money::plus)).isEqualTo(whole);
        assertThat(parts.getFirst().minus(parts.getLast()).amountMinor()).isBetween(0L, 1L);
        IntStream.range(1, parts.size())
                .forEach(i -> assertThat(parts.get(i).isMoreThan(parts.get(i - 1)))
                        .as("part %s", i)
                        .isFalse());
    }

    @Test
    void theLargestRemaindersTakeWhatIsLeftOver() {
        assertThat(eur(100).allocate(List.of(1L, 1L, 1L))).containsExactly(eur(34), eur(33), eur(33));
        assertThat(eur(10).allocate(List.of(55L, 30L, 15L)))
                .containsExactly(eur(6), eur(3), eur(1)); // 5.5, 3 and 1.5: the earlier half wins.
        assertThat(eur(-5).split(2)).containsExactly(eur(-2), eur(-3));
    }

    @Test
    void isNotAllocatedWithoutWeights() {
        assertThatThrownBy(() -> eur(1).allocate(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> eur(1).allocate(List.of(0L, 0L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> eur(1).allocate(List.of(2L, -1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotMixCurrencies() {
        var yen = new Money(1, Currency.getInstance("JPY"));
        assertThatThrownBy(() -> eur(1).plus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> eur(1).isMoreThan(yen)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overflowsLoudly() {
        var most = eur(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(eur(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isTwoFieldsInJson() {
        var json = JsonMapper.shared();
        assertThat(json.readTree(json.writeValueAsString(eur(1299))))
                .isEqualTo(json.readTree("{\"amountMinor\":1299,\"currency\":\"EUR\"}"));
        assertThat(json.readValue("{\"amountMinor\":1299,\"currency\":\"EUR\"}", Money.class))
                .isEqualTo(eur(1299));
    }

    static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
