package io.packhouse.shared.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/// An exact amount: minor units (cents for EUR, whole yen for JPY) and its ISO 4217 currency.
public record Money(long amountMinor, Currency currency) {

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, same(other).amountMinor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, same(other).amountMinor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(amountMinor, factor), currency);
    }

    @JsonIgnore
    public boolean isZero() {
        return amountMinor == 0;
    }

    public boolean isMoreThan(Money other) {
        return amountMinor > same(other).amountMinor;
    }

    /// Splits into shares in proportion to the weights (none negative, not all zero). The rounding
    /// remainder goes to the largest fractions, earlier ones first, so the shares always sum to the
    /// whole.
    public List<Money> allocate(List<Long> weights) {
        var total = weights.stream().mapToLong(Long::longValue).sum();
        if (total <= 0 || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("Weights must not be negative or all zero: " + weights);
        }
        var whole = BigInteger.valueOf(amountMinor);
        var parts = weights.stream()
                .map(w -> whole.multiply(BigInteger.valueOf(w)))
                .map(product -> floor(product, BigInteger.valueOf(total)))
                .toList();
        var shares = new ArrayList<>(
                parts.stream().map(part -> part[0].longValueExact()).toList());
        var left = amountMinor - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> parts.get(i)[1]).reversed())
                .limit(left)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares.stream().map(share -> new Money(share, currency)).toList();
    }

    /// Splits into equal parts; the earlier parts get the remainder.
    public List<Money> split(int parts) {
        return allocate(IntStream.range(0, parts).mapToObj(_ -> 1L).toList());
    }

    private static BigInteger[] floor(BigInteger product, BigInteger total) {
        var parts = product.divideAndRemainder(total);
        return parts[1].signum() < 0
                ? new BigInteger[] {parts[0].subtract(BigInteger.ONE), parts[1].add(total)}
                : parts;
    }

    private Money same(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " cannot be combined");
        }
        return other;
    }

    @Override
    public String toString() {
        return amountMinor + " " + currency;
    }
}
