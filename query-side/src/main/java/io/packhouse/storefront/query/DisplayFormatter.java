package io.packhouse.storefront.query;

import io.packhouse.engine.operations.BackgroundTaskProgress;
import io.packhouse.shared.api.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Formats amounts, times and statuses for pages. Templates use it as `wording`.
@Component
class DisplayFormatter {

    private static final int MANY_TIMES = 10;
    private static final Currency FIRST = Currency.getInstance("EUR");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

    public String money(Money money) {
        return money(money, digits(money));
    }

    /// The price shown first.
    public Money first(List<Money> prices) {
        return sorted(prices).getFirst();
    }

    public List<Money> sorted(List<Money> prices) {
        return prices.stream()
                .sorted(Comparator.comparing(price -> !price.currency().equals(FIRST)))
                .toList();
    }

    /// For dashboards: whole units of the currency.
    public String rounded(Money money) {
        return money(money, 0);
    }

    private static String money(Money money, int shown) {
        var format = NumberFormat.getInstance(Locale.UK);
        format.setMinimumFractionDigits(shown);
        format.setMaximumFractionDigits(shown);
        var symbol = money.currency().getSymbol(Locale.UK);
        var space = Character.isLetter(symbol.charAt(symbol.length() - 1)) ? "\u00a0" : "";
        var sign = money.amountMinor() < 0 ? "−" : "";
        var amount = BigDecimal.valueOf(Math.abs(money.amountMinor()), digits(money));
        return sign + symbol + space + format.format(amount);
    }

    private static int digits(Money money) {
        return Math.max(0, money.currency().getDefaultFractionDigits());
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.UK).format(number);
    }

    /// "1 order", "2 orders": `noun` is the singular.
    public String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /// The relative change; empty where a percentage would mislead: when the previous value was too
    /// small, or the current one is many times as large.
    public String change(long now, long before, boolean isEnough) {
        if (!isEnough || before <= 0 || now > before * MANY_TIMES) {
            return "";
        }
        var percent = (now - before) * 100 / before;
        return (percent < 0 ? "−" : "+") + number(Math.abs(percent)) + "\u00a0%";
    }

    public String day(Instant at) {
        return DAY.format(at);
    }

    public String date(Instant at) {
        return DATE.format(at);
    }

    public String moment(Instant at) {
        return MOMENT.format(at);
    }

    public String clock(Instant at) {
        return CLOCK.format(at);
    }

    public String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /// Rate and remaining time only when they are known.
    public String progress(BackgroundTaskProgress.TaskProgress work) {
        var left = work.secondsLeft();
        var share = number(work.percent()) + "\u00a0%";
        if (left == null) {
            return share;
        }
        var time = left < 90 ? number(left) + "\u00a0s" : number(Math.ceilDiv(left, 60)) + "\u00a0min";
        return share + " · " + number(Math.round(work.perSecond())) + " steps/s · " + time + " left";
    }

    /// The name of a status for the buyer.
    public String status(String status) {
        return switch (status) {
            case "PLACED" -> "Reserving stock";
            case "PENDING" -> "Awaiting payment";
            case "REJECTED" -> "Out of stock";
            default -> sentence(status);
        };
    }

    /// The colour of a status; colours have no other meaning.
    public String tone(String status) {
        return switch (status) {
            case "PLACED", "PENDING" -> "warn";
            case "CONFIRMED", "PROCESSING", "SHIPPED" -> "info";
            case "DELIVERED" -> "good";
            case "REJECTED", "CANCELLED" -> "bad";
            default -> "plain";
        };
    }

    public String event(String name) {
        return switch (name) {
            case "OrderPlaced" -> "Order placed";
            case "OrderAccepted" -> "Stock reserved";
            case "OrderRejected" -> "Out of stock";
            case "OrderConfirmed" -> "Paid and confirmed";
            case "OrderBalancePaid" -> "Balance paid";
            case "OrderConfirmationRejected" -> "Payment came too late";
            case "OrderAcceptanceRejected" -> "Stock reserved too late";
            case "OrderCancelled" -> "Cancelled";
            case "OrderCancellationRejected" -> "Too late to cancel";
            case "OrderRefunded" -> "Refunded";
            case "OrderDisputed" -> "Payment disputed";
            case "OrderDisputeWon" -> "Dispute won";
            case "OrderDisputeLost" -> "Dispute lost, money paid back";
            case "OrderProcessingStarted" -> "Being packed";
            case "OrderShipped" -> "On its way";
            case "OrderDelivered" -> "Delivered";
            default -> name;
        };
    }

    public String sentence(@Nullable String constant) {
        if (constant == null || constant.isEmpty()) {
            return "";
        }
        var words = constant.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
