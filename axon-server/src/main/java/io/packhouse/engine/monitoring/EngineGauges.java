package io.packhouse.engine.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;

/// Gauges that need queries: refreshed periodically, never by a scrape.
public final class EngineGauges {

    private static final String SECONDS = "seconds";

    private final EventProcessingConfiguration processing;
    private final ProcessorLag processorLag;
    private final Backlog backlog;
    private final Collection<String> timers;
    private final LabeledGauge running;
    private final LabeledGauge lagEvents;
    private final LabeledGauge lag;
    private final LabeledGauge sagas;
    private final LabeledGauge sagaAge;
    private final LabeledGauge parked;
    private final LabeledGauge parkedAge;
    private final LabeledGauge deadLetters;
    private final LabeledGauge deadLetterAge;
    private final LabeledGauge overdue;
    private final LabeledGauge overdueAge;
    private volatile long refreshedAt = System.nanoTime();

    public EngineGauges(
            MeterRegistry meters,
            EventProcessingConfiguration processing,
            ProcessorLag processorLag,
            Backlog backlog,
            Collection<String> timers) {
        this.processing = processing;
        this.processorLag = processorLag;
        this.backlog = backlog;
        this.timers = timers;
        running = gauge(meters, "processor.running", "", "1 while the processor runs here.");
        lagEvents = gauge(meters, "processor.lag.events", "", "Event positions that a segment has still to read.");
        lag = gauge(
                meters,
                "processor.lag",
                SECONDS,
                "How long the first event that a segment has not read has been waiting.");
        sagas = gauge(meters, "sagas.running", "", "Sagas that have not ended.");
        sagaAge = gauge(meters, "sagas.oldest.age", SECONDS, "Age of the oldest running saga.");
        parked = gauge(meters, "sagas.parked", "", "Sagas with parked events.");
        parkedAge = gauge(meters, "sagas.parked.age", SECONDS, "Age of the oldest parked event.");
        deadLetters = gauge(meters, "dead.letters", "", "Events that a projection could not process.");
        deadLetterAge = gauge(meters, "dead.letters.age", SECONDS, "Age of the oldest dead letter.");
        overdue = gauge(meters, "timers.overdue", "", "Durable tasks that are due and not done.");
        overdueAge = gauge(meters, "timers.overdue.age", SECONDS, "How long the first is overdue.");
        Gauge.builder("packhouse.metrics.staleness", () -> (System.nanoTime() - refreshedAt) / 1e9)
                .description("Time since the gauges of processors, sagas, failed events and timers were"
                        + " refreshed; they are stale when this grows.")
                .baseUnit(SECONDS)
                .register(meters);
    }

    public void round() {
        var all = processorLag.all();
        lagEvents.renew(rows(all, EngineGauges::segment, ProcessorLag.SegmentLag::lag));
        lag.renew(rows(all, EngineGauges::segment, one -> seconds(one.late())));
        running.renew(rows(
                processing.eventProcessors().values(),
                one -> Tags.of("group", one.getName()),
                EngineGauges::isRunning));
        var types = processing.sagaConfigurations().stream()
                .map(saga -> saga.type().getSimpleName())
                .distinct()
                .toList();
        if (!types.isEmpty()) {
            register(backlog.sagas(), "saga", types, sagas, sagaAge);
            register(backlog.parked(), "saga", types, parked, parkedAge);
        }
        var projections = processorLag.groups().stream()
                .filter(group -> processing.deadLetterQueue(group).isPresent())
                .toList();
        if (!projections.isEmpty()) {
            register(backlog.deadLetters(), "group", projections, deadLetters, deadLetterAge);
        }
        if (!timers.isEmpty()) {
            register(backlog.overdue(), "timer", timers, overdue, overdueAge);
        }
        refreshedAt = System.nanoTime();
    }

    /// Every known name has a value, so that an empty backlog is reported as 0.
    private static void register(
            List<Backlog.Waiting> waiting,
            String label,
            Collection<String> names,
            LabeledGauge counts,
            LabeledGauge ages) {
        Map<String, Backlog.Waiting> byName =
                waiting.stream().collect(Collectors.toMap(Backlog.Waiting::name, one -> one));
        Function<String, Backlog.Waiting> of = name -> byName.getOrDefault(name, Backlog.Waiting.nothing(name));
        counts.renew(rows(names, name -> Tags.of(label, name), n -> of.apply(n).count()));
        ages.renew(rows(names, name -> Tags.of(label, name), n -> of.apply(n).age()));
    }

    private static <T> Map<Tags, Number> rows(Collection<T> things, Function<T, Tags> tags, Function<T, Number> value) {
        return things.stream().collect(Collectors.toMap(tags, value, (_, last) -> last));
    }

    private static Tags segment(ProcessorLag.SegmentLag one) {
        return Tags.of("group", one.group(), "segment", String.valueOf(one.segment()));
    }

    private static Number isRunning(EventProcessor processor) {
        return processor.isRunning() && !processor.isError() ? 1 : 0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static LabeledGauge gauge(MeterRegistry meters, String name, String unit, String description) {
        return new LabeledGauge(meters, "packhouse." + name, unit.isEmpty() ? null : unit, description);
    }
}
