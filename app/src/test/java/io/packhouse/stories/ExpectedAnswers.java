package io.packhouse.stories;

import io.packhouse.stories.ExpectedTotals.OrderTotals;
import io.packhouse.stories.ExpectedTotals.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The answers to the analysts' questions by number, computed from the raw event log alone. A row
/// is its values with a space between them.
final class ExpectedAnswers {

    /// The stage that each event shows, the last one first.
    private static final List<Map.Entry<String, String>> STAGES = List.of(
            Map.entry("OrderDelivered", "DELIVERED"),
            Map.entry("OrderShipped", "SHIPPED"),
            Map.entry("OrderProcessingStarted", "PROCESSED"),
            Map.entry("OrderConfirmed", "CONFIRMED"),
            Map.entry("OrderAccepted", "ACCEPTED"));

    private static final String CAPTURED = "payment.PaymentCaptured";
    private static final String REFUNDED = "payment.PaymentRefunded";

    private final ExpectedTotals log;

    ExpectedAnswers(ExpectedTotals log) {
        this.log = log;
    }

    List<String> to(int question) {
        var all = log.orders.values();
        var confirmed = log.confirmed();
        return switch (question) {
            case 1 -> counted(all.stream(), order -> order.status);
            case 2 -> moneyBy(_ -> "");
            case 3 -> moneyBy(StoredEvent::day);
            case 4 -> List.of("" + confirmed.size() * 10_000L / all.size());
            case 5 -> counted(all.stream(), ExpectedAnswers::furthest);
            case 6 -> average(confirmed);
            case 7 -> counted(all.stream().filter(o -> o.reason != null), o -> "" + o.reason);
            case 8 -> packs(confirmed);
            case 9 -> counted(all.stream(), order -> order.country);
            case 10 -> cameBack(confirmed);
            case 11 -> cohorts(confirmed);
            case 12 ->
                counted(
                        log.of("payment.PaymentDeclined").stream(),
                        event -> event.payload().path("failure").asString());
            case 13 -> List.of("" + paymentsWith(CAPTURED) * 10_000 / requested());
            case 14 -> refunds();
            case 15 -> owed();
            case 16 -> items((_, s) -> s.onHand + " " + s.available(), _ -> true);
            case 17 ->
                items((_, s) -> "%s %s %s %s".formatted(s.received, s.returned, s.corrected, s.dispatched), _ -> true);
            case 18 ->
                items(
                        (_, s) -> s.available() + " " + s.lowStockAt,
                        s -> s.lowStockAt > 0 && s.available() <= s.lowStockAt);
            case 19 -> List.of("" + daysWithoutSale(confirmed));
            case 20 -> taxes(confirmed);
            case 21 -> new ExpectedPoints(log.events).byTier();
            case 22 -> new ExpectedPoints(log.events).byMonth();
            default -> throw new IllegalArgumentException("There is no question " + question);
        };
    }

    private List<String> moneyBy(Function<StoredEvent, String> key) {
        var rows = new TreeMap<String, long[]>();
        for (var name : List.of(CAPTURED, REFUNDED)) {
            for (var event : log.of(name)) {
                var sums = rows.computeIfAbsent(key.apply(event) + " " + currency(event), _ -> new long[2]);
                sums[name.equals(CAPTURED) ? 0 : 1] += event.minor("amount");
            }
        }
        return rows.entrySet().stream()
                .map(row -> (row.getKey() + " " + row.getValue()[0] + " " + row.getValue()[1]))
                .map(String::strip)
                .toList();
    }

    private static String currency(StoredEvent event) {
        return event.payload().path("amount").path("currency").asString();
    }

    private static List<String> average(List<OrderTotals> confirmed) {
        return perCurrency(confirmed, of -> sum(of, order -> order.total) / of.size());
    }

    private static List<String> perCurrency(List<OrderTotals> orders, ToLongFunction<List<OrderTotals>> amount) {
        return orders.stream()
                .collect(Collectors.groupingBy(o -> o.currency, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(of -> of.getKey() + " " + amount.applyAsLong(of.getValue()))
                .toList();
    }

    private static String furthest(OrderTotals order) {
        return STAGES.stream()
                .filter(stage -> order.reached.containsKey(stage.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("PLACED");
    }

    private static List<String> packs(List<OrderTotals> confirmed) {
        var sums = new TreeMap<String, long[]>();
        for (var order : confirmed) {
            for (var line : order.lines) {
                var sum = sums.computeIfAbsent(line.pack() + " " + order.currency, _ -> new long[2]);
                sum[0] += line.quantity();
                sum[1] += line.net();
            }
        }
        return sums.entrySet().stream()
                .sorted(Comparator.comparingLong(row -> -row.getValue()[1]))
                .map(row -> row.getKey() + " " + row.getValue()[0] + " " + row.getValue()[1])
                .toList();
    }

    private static List<String> cameBack(List<OrderTotals> confirmed) {
        var perBuyer = tally(confirmed.stream(), order -> order.buyer);
        var more = perBuyer.values().stream().filter(orders -> orders > 1).count();
        return List.of(perBuyer.size() + " " + more);
    }

    private static List<String> cohorts(List<OrderTotals> confirmed) {
        var first = new TreeMap<String, LocalDate>();
        confirmed.forEach(o -> first.merge(o.buyer, month(o), (a, b) -> a.isBefore(b) ? a : b));
        var rows = new TreeMap<String, long[]>();
        var persons = new TreeMap<String, LinkedHashSet<String>>();
        for (var order : confirmed) {
            var key = first.get(order.buyer) + " " + month(order) + " " + order.currency;
            persons.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(order.buyer);
            var row = rows.computeIfAbsent(key, _ -> new long[2]);
            row[0]++;
            row[1] += order.total;
        }
        return rows.entrySet().stream()
                .map(row -> "%s %s %s %s"
                        .formatted(
                                row.getKey(), persons.get(row.getKey()).size(), row.getValue()[0], row.getValue()[1]))
                .toList();
    }

    private static LocalDate month(OrderTotals order) {
        return ExpectedTotals.day(confirmedAt(order)).withDayOfMonth(1);
    }

    private static Instant confirmedAt(OrderTotals order) {
        return java.util.Objects.requireNonNull(order.reached.get("OrderConfirmed"));
    }

    private long paymentsWith(String name) {
        return log.of(name).stream().map(StoredEvent::stream).distinct().count();
    }

    private long requested() {
        return paymentsWith("payment.PaymentRequested");
    }

    private List<String> refunds() {
        var sums = new TreeMap<String, Long>();
        log.of(REFUNDED)
                .forEach(e -> sums.merge(orderOf(e.stream()) + " " + currency(e), e.minor("amount"), Long::sum));
        return sums.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
    }

    private static String orderOf(String payment) {
        return payment.substring("pay_".length(), payment.lastIndexOf('_'));
    }

    private List<String> owed() {
        var owing = log.orders.values().stream()
                .filter(order -> order.paymentStatus.equals("DEPOSIT_PAID"))
                .filter(order -> !order.status.equals("CANCELLED"))
                .toList();
        return perCurrency(owing, of -> sum(of, o -> o.total - o.paid));
    }

    private List<String> items(
            java.util.function.BiFunction<String, ExpectedTotals.ItemTotals, String> text,
            java.util.function.Predicate<ExpectedTotals.ItemTotals> wanted) {
        return log.items.entrySet().stream()
                .filter(item -> wanted.test(item.getValue()))
                .map(item -> item.getKey() + " " + text.apply("", item.getValue()))
                .toList();
    }

    private static long daysWithoutSale(List<OrderTotals> confirmed) {
        var days = new TreeSet<LocalDate>();
        confirmed.forEach(order -> days.add(ExpectedTotals.day(confirmedAt(order))));
        return days.first().datesUntil(days.last().plusDays(1)).count() - days.size();
    }

    private static List<String> taxes(List<OrderTotals> confirmed) {
        var sums = new TreeMap<Integer, TreeMap<String, Long>>();
        for (var order : confirmed) {
            for (var line : order.lines) {
                sums.computeIfAbsent(Integer.valueOf(line.rate()), _ -> new TreeMap<>())
                        .merge(order.currency, line.tax(), Long::sum);
            }
        }
        return sums.entrySet().stream()
                .flatMap(rate -> rate.getValue().entrySet().stream()
                        .map(sum -> "%s %s %s".formatted(rate.getKey(), sum.getKey(), sum.getValue())))
                .toList();
    }

    private static long sum(List<OrderTotals> orders, ToLongFunction<OrderTotals> amount) {
        return orders.stream().mapToLong(amount).sum();
    }

    private static <T> List<String> counted(Stream<T> all, Function<T, String> key) {
        return tally(all, key).entrySet().stream()
                .map(row -> row.getKey() + " " + row.getValue())
                .toList();
    }

    private static <T> Map<String, Long> tally(Stream<T> all, Function<T, String> key) {
        var rows = new TreeMap<String, Long>();
        all.forEach(one -> rows.merge(key.apply(one), 1L, Long::sum));
        return rows;
    }
}
