package io.packhouse.analytics.query.report;

import io.packhouse.analytics.api.AnalyticsRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whole days in a time zone, the first and the last inclusive.
public record Period(LocalDate first, LocalDate last, ZoneId zone) {

    private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds();
    private static final Pattern REGION = Pattern.compile("(?!SystemV/)[A-Za-z_]+/.+");

    private static final long MOST_DAYS = 1_100;
    private static final long USUAL_DAYS = 30;

    /// By default the thirty days that end today.
    static Period of(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String zone, Instant now) {
        var place = zone(zone);
        var last = to != null ? to : LocalDate.ofInstant(now, place);
        var first = from != null ? from : last.minusDays(USUAL_DAYS - 1);
        var period = new Period(first, last, place);
        if (period.days() < 1 || period.days() > MOST_DAYS) {
            throw new CommandRejectedException(
                    AnalyticsRefusal.WRONG_PERIOD, Map.of("from", first.toString(), "to", last.toString()));
        }
        return period;
    }

    static ZoneId zone(@Nullable String name) {
        var given = name == null ? "UTC" : name;
        // Only names of the tz database: PostgreSQL reads "+02:00" as west of Greenwich.
        if (!given.equals("UTC") && !(REGION.matcher(given).matches() && REGIONS.contains(given))) {
            throw new CommandRejectedException(AnalyticsRefusal.UNKNOWN_ZONE, Map.of("zone", given));
        }
        return ZoneId.of(given);
    }

    long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    OffsetDateTime begin() {
        return utc(first.atStartOfDay(zone).toInstant());
    }

    /// Exclusive.
    OffsetDateTime end() {
        return utc(last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /// Whether its days start and end on full UTC hours, as in most time zones.
    boolean isOfHours() {
        return first.datesUntil(last.plusDays(2))
                .map(day -> day.atStartOfDay(zone).toInstant())
                .allMatch(midnight -> midnight.equals(midnight.truncatedTo(ChronoUnit.HOURS)));
    }

    /// The first UTC day that is completely in the period.
    LocalDate firstWhole() {
        var day = begin().toLocalDate();
        return begin().isEqual(midnight(day)) ? day : day.plusDays(1);
    }

    /// Exclusive end of the complete UTC days.
    LocalDate endOfWhole() {
        return end().toLocalDate();
    }

    boolean isOfWholeDays() {
        return begin().isEqual(midnight(firstWhole())) && end().isEqual(midnight(endOfWhole()));
    }

    static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
