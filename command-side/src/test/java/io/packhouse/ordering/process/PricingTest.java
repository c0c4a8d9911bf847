package io.packhouse.ordering.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.ordering.api.OrderTerms;
import io.packhouse.ordering.api.PaymentPlan;
import io.packhouse.ordering.process.Pricing.QuotedLine;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.SupportedCurrencies;
import io.packhouse.shared.api.VendorId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class PricingTest {

    public static final Currency EUR = Currency.getInstance("EUR");
    static final List<Currency> CURRENCIES = Pattern.compile("[|]")
            .splitAsStream(SupportedCurrencies.FORM)
            .map(Currency::getInstance)
            .toList();
    public static final PackId PACK = new PackId("pck_01jd0000000000000000000001");
    static final Instant EXPIRY = Instant.parse("2026-11-21T12:15:00Z");

    @Test
    void addsTaxLineByLineAndOnShipping() {
        var terms = priced("DE", PaymentPlan.FULL, wanted(1999, EUR, TaxClass.STANDARD, 3));
        assertThat(terms.lines().getFirst().net()).isEqualTo(eur(5997));
        assertThat(terms.lines().getFirst().tax().amount()).isEqualTo(eur(1139)); // 1139.43
        assertThat(terms.shipping().net()).isEqualTo(eur(990));
        assertThat(terms.shipping().tax().amount()).isEqualTo(eur(188)); // 188.1
        assertThat(terms.totals().total()).isEqualTo(eur(5997 + 1139 + 990 + 188));
        assertThat(terms.totals().dueNow()).isEqualTo(terms.totals().total());
    }

    @Test
    void roundsHalfUp() {
        var terms = priced("AT", PaymentPlan.FULL, wanted(25, EUR, TaxClass.REDUCED, 1));
        assertThat(terms.lines().getFirst().tax().amount()).isEqualTo(eur(3)); // 2.5
    }

    @Test
    void splitsADepositSoThatTheOddCentIsPaidLater() {
        var terms = priced("US", PaymentPlan.DEPOSIT, wanted(101, EUR, TaxClass.ZERO, 1));
        assertThat(terms.totals().total()).isEqualTo(eur(1091));
        assertThat(terms.totals().dueNow()).isEqualTo(eur(545));
        assertThat(terms.totals().dueLater()).isEqualTo(eur(546));
    }

    @Test
    void sumsTheDemandOfAPackAndItsOwnComponent() {
        var pack =
                new QuotedLine(quote(500, EUR, TaxClass.STANDARD, Map.of(new Sku("TEA-1"), 3, new Sku("CUP-1"), 1)), 2);
        var single = new QuotedLine(quote(200, EUR, TaxClass.STANDARD, Map.of(new Sku("TEA-1"), 1)), 4);
        assertThat(priced("DE", PaymentPlan.FULL, pack, single).demand())
                .isEqualTo(Map.of(new Sku("TEA-1"), 10, new Sku("CUP-1"), 2));
    }

    @Test
    void refusesCountriesItDoesNotDeliverTo() {
        refuses("DESTINATION_NOT_SERVED", "ZZ", wanted(100, EUR, TaxClass.STANDARD, 1));
    }

    @Test
    void refusesAmountsAndQuantitiesBeyondTheLimits() {
        refuses("TOTAL_TOO_LARGE", "DE", wanted(99_999_999, EUR, TaxClass.STANDARD, 2));
        refuses("TOTAL_TOO_LARGE", "DE", wanted(Long.MAX_VALUE, EUR, TaxClass.STANDARD, 2));
        refuses(
                "QUANTITY_TOO_LARGE",
                "DE",
                new QuotedLine(quote(1, EUR, TaxClass.ZERO, Map.of(new Sku("TEA-1"), 10_000)), 10_000));
    }

    @Test
    void deliversInEveryCurrencyTheShopSellsIn() {
        for (var currency : CURRENCIES) {
            assertThat(ShippingTable.cost(Money.zero(currency))).isPresent();
        }
    }

    /// Stripe counts ISK and UGX in hundredths and MGA in whole ariary, unlike ISO 4217: the minor
    /// units of an amount would mean another value there.
    @Test
    void sellsOnlyInCurrenciesWhoseMinorUnitsTheProviderShares() {
        assertThat(CURRENCIES).extracting(Currency::getCurrencyCode).doesNotContain("ISK", "UGX", "MGA");
    }

    @Test
    void roundsAmountsDueInThreeDecimalCurrencies() {
        var kwd = Currency.getInstance("KWD");
        var up = priced(kwd, "US", PaymentPlan.DEPOSIT, wanted(2325, kwd, TaxClass.ZERO, 1));
        assertThat(up.totals().rounding()).isEqualTo(new Money(5, kwd));
        assertThat(up.totals().total()).isEqualTo(new Money(6830, kwd));
        assertThat(up.totals().dueNow()).isEqualTo(new Money(3410, kwd));
        assertThat(up.totals().dueLater()).isEqualTo(new Money(3420, kwd));
        var down = priced(kwd, "US", PaymentPlan.FULL, wanted(2323, kwd, TaxClass.ZERO, 1));
        assertThat(down.totals().rounding()).isEqualTo(new Money(-3, kwd));
        assertThat(down.totals().total()).isEqualTo(new Money(6820, kwd));
        assertThat(down.lines().getFirst().net()).isEqualTo(new Money(2323, kwd));
    }

    @Test
    void refusesATotalThatExceedsTheLimitOnlyAfterRounding() {
        var kwd = Currency.getInstance("KWD");
        assertThatThrownBy(() -> priced(kwd, "US", PaymentPlan.FULL, wanted(99_999_996, kwd, TaxClass.ZERO, 1)))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        no -> assertThat(no.answer().code()).isEqualTo("TOTAL_TOO_LARGE"));
    }

    /// In every currency of the shop: units sum to lines, lines to totals, and installments to the
    /// total, to the minor unit; and the provider can charge every installment.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.packhouse.testing.RandomSeeds#thousand")
    void nothingIsLostToRounding(long seed) {
        var random = new Random(seed);
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        var country = List.of("DE", "FI", "CH", "JP", "US").get(random.nextInt(5));
        var plan = random.nextBoolean() ? PaymentPlan.FULL : PaymentPlan.DEPOSIT;
        var basket = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(_ -> wanted(
                        random.nextInt(20_000),
                        currency,
                        List.of(TaxClass.values()).get(random.nextInt(3)),
                        1 + random.nextInt(30)))
                .toArray(QuotedLine[]::new);
        var terms = new Pricing(country, currency).terms(List.of(basket), plan, EXPIRY);
        for (var line : terms.lines()) {
            assertThat(sum(line, OrderLine.UnitShare::net)).isEqualTo(line.net());
            assertThat(sum(line, OrderLine.UnitShare::tax)).isEqualTo(line.tax().amount());
        }
        var totals = terms.totals();
        assertThat(totals.net().plus(totals.shipping()).plus(totals.tax()).plus(totals.rounding()))
                .isEqualTo(totals.total())
                .isEqualTo(totals.dueNow().plus(totals.dueLater()));
        assertThat(Math.abs(totals.rounding().amountMinor())).isLessThanOrEqualTo(5);
        assertThat(List.of(totals.total(), totals.dueNow(), totals.dueLater())).allMatch(PricingTest::isPayable);
        if (currency.getDefaultFractionDigits() < 3) {
            assertThat(totals.rounding().isZero()).isTrue();
        }
    }

    private static Money sum(OrderLine line, Function<OrderLine.UnitShare, Money> share) {
        return line.perUnit().stream().map(share).reduce(Money.zero(line.net().currency()), Money::plus);
    }

    private static void refuses(String code, String country, QuotedLine quotedLine) {
        assertThatThrownBy(() -> priced(country, PaymentPlan.FULL, quotedLine))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        no -> assertThat(no.answer().code()).isEqualTo(code));
    }

    private static boolean isPayable(Money amount) {
        return amount.currency().getDefaultFractionDigits() < 3 || amount.amountMinor() % 10 == 0;
    }

    public static OrderTerms pricedPack() {
        return priced("DE", PaymentPlan.FULL, wanted(100, EUR, TaxClass.STANDARD, 1));
    }

    static OrderTerms priced(String country, PaymentPlan plan, QuotedLine... quotedLine) {
        return priced(EUR, country, plan, quotedLine);
    }

    static OrderTerms priced(Currency currency, String country, PaymentPlan plan, QuotedLine... quotedLine) {
        return new Pricing(country, currency).terms(List.of(quotedLine), plan, EXPIRY);
    }

    static QuotedLine wanted(long price, Currency currency, TaxClass taxClass, int quantity) {
        return new QuotedLine(quote(price, currency, taxClass, Map.of(new Sku("TEA-1"), 1)), quantity);
    }

    static PackQuote quote(long price, Currency currency, TaxClass taxClass, Map<Sku, Integer> contents) {
        return new PackQuote(
                PACK,
                1,
                7,
                "Tea",
                new Sku("TEA-1"),
                VendorId.SHOP,
                taxClass,
                new TreeMap<>(contents),
                new Money(price, currency));
    }

    static Money eur(long minor) {
        return new Money(minor, EUR);
    }
}
