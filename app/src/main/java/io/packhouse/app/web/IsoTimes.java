package io.packhouse.app.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterRegistry;

/// Date and time parameters in ISO 8601, independent of the browser's language, with years of four
/// digits, which every store supports.
final class IsoTimes {

    private static final int LAST_YEAR = 9_999;

    private IsoTimes() {}

    static void register(ConverterRegistry registry) {
        add(registry, LocalDate.class, LocalDate::parse);
        add(registry, LocalDateTime.class, LocalDateTime::parse);
        add(registry, OffsetDateTime.class, OffsetDateTime::parse);
        add(registry, ZonedDateTime.class, ZonedDateTime::parse);
        add(registry, YearMonth.class, YearMonth::parse);
        add(registry, Instant.class, Instant::parse);
    }

    private static <T extends TemporalAccessor> void add(
            ConverterRegistry registry, Class<T> type, Function<String, T> parse) {
        Converter<String, @Nullable T> converter = text -> text.isBlank() ? null : within(parse.apply(text));
        registry.addConverter(String.class, type, converter);
    }

    private static <T extends TemporalAccessor> T within(T time) {
        TemporalAccessor date = time instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : time;
        var year = date.get(ChronoField.YEAR);
        if (year < 1 || year > LAST_YEAR) {
            throw new IllegalArgumentException("expected a year from 0001 to " + LAST_YEAR);
        }
        return time;
    }
}
