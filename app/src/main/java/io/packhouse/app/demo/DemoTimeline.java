package io.packhouse.app.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// The schedule of the demo's past: more orders on weekdays and with every week. Orders come in two
/// rushes a day; warehouse tasks run in between.
final class DemoTimeline {

    /// How long an order reserves its stock; a rush must end within that time.
    static final Duration RESERVATION_TTL = Duration.ofMinutes(15);

    /// Alternating times: concurrent orders are faster to simulate than separate ones.
    private static final List<List<LocalTime>> RUSHES = List.of(
            List.of(LocalTime.of(8, 40), LocalTime.of(15, 20)), List.of(LocalTime.of(11, 50), LocalTime.of(19, 45)));

    enum What {
        ORDER,
        EXPIRE,
        CANCEL,
        BALANCE,
        PROCESS,
        SHIP,
        DELIVER,
        RESTOCK,
        COUNT,
        REPRICE,
        REDEEM
    }

    /// A step; `number` identifies its order, product or customer.
    record Entry(Instant at, What what, int number) {}

    private final Instant first;
    private final Instant last;
    private final List<Entry> entries = new ArrayList<>();

    DemoTimeline(Instant first, Instant last, int orders) {
        this.first = first;
        this.last = last;
        var rushes = rushes();
        var all = rushes.stream().mapToDouble(Rush::weight).sum();
        var number = 0;
        var until = 0.0;
        for (var rush : rushes) {
            until += rush.weight();
            var upTo = (int) Math.round(orders * until / all);
            if (number < upTo) {
                // Unpaid orders have expired by then and are cancelled.
                add(rush.at().plus(RESERVATION_TTL).plusSeconds(30), What.EXPIRE, 0);
            }
            while (number < upTo) {
                order(rush.at(), number++);
            }
        }
        days().forEach(this::chores);
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::what));
    }

    /// By time; entries of the same moment may run concurrently.
    List<Entry> entries() {
        return entries;
    }

    private record Rush(Instant at, double weight) {}

    private List<Rush> rushes() {
        var random = new Random(90);
        var rushes = new ArrayList<Rush>();
        for (var day : days()) {
            for (var time : RUSHES.get(Math.floorMod(day.toEpochDay(), RUSHES.size()))) {
                var at = moment(day, time).plusSeconds(random.nextInt(3_000));
                if (at.isAfter(first) && at.plus(RESERVATION_TTL).isBefore(last)) {
                    rushes.add(new Rush(at, weight(day) * (0.6 + random.nextDouble())));
                }
            }
        }
        return rushes;
    }

    private double weight(LocalDate day) {
        var age = Duration.between(first, moment(day, LocalTime.NOON)).toHours();
        var growth = 0.7 + 0.8 * age / Math.max(1, Duration.between(first, last).toHours());
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> 0.6 * growth;
            case SUNDAY -> 0.4 * growth;
            default -> growth;
        };
    }

    private void order(Instant at, int number) {
        add(at, What.ORDER, number);
        var day = at.atZone(ZoneOffset.UTC).toLocalDate();
        switch (DemoOrderOutcome.of(number)) {
            case CANCELLED -> add(at.plusSeconds(480), What.CANCEL, number);
            case REFUNDED -> add(moment(day.plusDays(1), LocalTime.of(10, 5)), What.CANCEL, number);
            case BALANCE_PAID -> {
                add(moment(day.plusDays(1), LocalTime.of(17, 15)), What.BALANCE, number);
                fulfil(day.plusDays(2), number);
            }
            case DELIVERED -> fulfil(day.plusDays(1), number);
            case UNPAID, DECLINED, DEPOSIT_PAID, OUT_OF_STOCK -> {}
        }
    }

    private void fulfil(LocalDate soonest, int number) {
        var day = workday(soonest);
        add(moment(day, LocalTime.of(7, 30)), What.PROCESS, number);
        add(moment(day, LocalTime.of(14, 0)), What.SHIP, number);
        var arrival = workday(day.plusDays(2 + number % 3));
        add(moment(arrival, LocalTime.of(13, 10)), What.DELIVER, number);
    }

    private void chores(LocalDate day) {
        var ware = Math.floorMod(day.toEpochDay() * 7, 600);
        if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
            for (var i = 0; i < 12; i++) {
                add(moment(day, LocalTime.of(6, 30)), What.RESTOCK, (ware + i * 41) % 580);
            }
        }
        if (day.getDayOfWeek() == DayOfWeek.FRIDAY) {
            for (var i = 0; i < 4; i++) {
                add(moment(day, LocalTime.of(16, 45)), What.COUNT, (ware + i * 67) % 600);
                add(moment(day, LocalTime.of(6, 10)), What.REPRICE, (ware + i * 53) % 600);
            }
        }
        if (day.getDayOfWeek() == DayOfWeek.WEDNESDAY) {
            for (var i = 0; i < 3; i++) {
                add(moment(day, LocalTime.of(20, 45)), What.REDEEM, (ware + i) % 100);
            }
        }
    }

    private void add(Instant at, What what, int number) {
        if (at.isAfter(first) && at.isBefore(last)) {
            entries.add(new Entry(at, what, number));
        }
    }

    private List<LocalDate> days() {
        var from = first.atZone(ZoneOffset.UTC).toLocalDate();
        return from.datesUntil(last.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1))
                .toList();
    }

    private static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    private static Instant moment(LocalDate day, LocalTime time) {
        return day.atTime(time).toInstant(ZoneOffset.UTC);
    }
}
