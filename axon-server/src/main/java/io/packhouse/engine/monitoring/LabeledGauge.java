package io.packhouse.engine.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A gauge with a value for each combination of labels. Renewing it registers only new combinations: a scrape that runs
/// while one is removed and added again reads it twice, and fails.
final class LabeledGauge {

    private final MultiGauge rows;
    private final Map<Tags, AtomicReference<Number>> values = new ConcurrentHashMap<>();

    LabeledGauge(MeterRegistry meters, String name, @Nullable String unit, String description) {
        rows = MultiGauge.builder(name).description(description).baseUnit(unit).register(meters);
    }

    /// Values of other combinations end.
    void renew(Map<Tags, Number> current) {
        values.keySet().retainAll(current.keySet());
        current.forEach((tags, value) ->
                values.computeIfAbsent(tags, _ -> new AtomicReference<>(value)).set(value));
        rows.register(
                values.entrySet().stream()
                        .<Row<?>>map(one -> Row.of(
                                one.getKey(),
                                one.getValue(),
                                value -> value.get().doubleValue()))
                        .toList(),
                false);
    }
}
