package io.packhouse.engine.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.SagaConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Redelivers parked events to their sagas: for each saga the oldest first.
public class SagaRedelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SagaRedelivery.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SELECT =
            "select id, saga_type, saga_id, aggregate_id, sequence_number, attempts from engine.parked_event p";

    private final JdbcClient jdbc;
    private final EventStore store;
    private final EventProcessingConfiguration processors;
    private final TransactionManager transactions;
    private final SagaParking parking;
    private final Clock clock;
    private final Predicate<String> paused;

    record Parked(long id, String sagaType, String sagaId, String aggregateId, long sequenceNumber, int attempts) {}

    /// The result of a requested redelivery; `cause` is null when nothing is left.
    public record Resumed(int handled, long left, @Nullable String cause) {}

    public SagaRedelivery(
            JdbcClient jdbc,
            EventStore store,
            EventProcessingConfiguration processors,
            TransactionManager transactions,
            SagaParking parking,
            Clock clock,
            Predicate<String> paused) {
        this.jdbc = jdbc;
        this.store = store;
        this.processors = processors;
        this.transactions = transactions;
        this.parking = parking;
        this.clock = clock;
        this.paused = paused;
    }

    /// Retries every saga whose oldest parked event is due, until none is.
    public void round() {
        // Rows locked by another node and new failures are left to the next round.
        while (due().stream().filter(this::redeliver).count() > 0) {}
    }

    /// Retries everything parked for a saga now; empty when this node does not have sagas of its
    /// type.
    public Optional<Resumed> resume(String sagaId) {
        var handled = 0;
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var next = oldest(sagaId); next.isPresent(); next = oldest(sagaId)) {
            var before = next.get();
            if (configuration(before).isEmpty()) {
                return Optional.empty();
            }
            if (redeliver(before)) {
                handled++;
            } else if (hasFailed(before) || System.nanoTime() > until || !pause()) {
                return Optional.of(new Resumed(handled, left(sagaId), cause(before)));
            }
        }
        return Optional.of(new Resumed(handled, 0, null));
    }

    /// The processing group of sagas of that type, if this node has it.
    public Optional<String> group(String sagaType) {
        return processors.sagaConfigurations().stream()
                .filter(saga -> saga.type().getSimpleName().equals(sagaType))
                .map(SagaConfiguration::processingGroup)
                .findFirst();
    }

    private List<Parked> due() {
        var types = processors.sagaConfigurations().stream()
                .filter(saga -> !paused.test(saga.processingGroup()))
                .map(saga -> saga.type().getSimpleName())
                .toArray(String[]::new);
        return jdbc.sql(SELECT
                        + " where next_try_at <= ? and saga_type = any (?) and not exists"
                        + " (select 1 from engine.parked_event e where e.saga_id ="
                        + " p.saga_id and e.id < p.id) order by id limit 100")
                .params(clock.instant().atOffset(ZoneOffset.UTC), types)
                .query(Parked.class)
                .list();
    }

    private Optional<Parked> oldest(String sagaId) {
        return jdbc.sql(SELECT + " where saga_id = ? order by id limit 1")
                .param(sagaId)
                .query(Parked.class)
                .optional();
    }

    private boolean hasFailed(Parked parked) {
        return oldest(parked.sagaId())
                .filter(now -> now.id() == parked.id() && now.attempts() > parked.attempts())
                .isPresent();
    }

    private long left(String sagaId) {
        return jdbc.sql("select count(*) from engine.parked_event where saga_id = ?")
                .param(sagaId)
                .query(Long.class)
                .single();
    }

    private @Nullable String cause(Parked parked) {
        return jdbc.sql("select cause from engine.parked_event where id = ?")
                .param(parked.id())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static boolean pause() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether it was handled.
    private boolean redeliver(Parked parked) {
        try {
            var event = store.readEvents(parked.aggregateId(), parked.sequenceNumber())
                    .next();
            var work = DefaultUnitOfWork.<DomainEventMessage<?>>startAndGet(event);
            work.attachTransaction(transactions);
            var result = work.executeWithResult(() -> handled(parked, event));
            if (!result.isExceptional()) {
                return result.getPayload();
            }
            failedAgain(parked, result.exceptionResult());
        } catch (RuntimeException e) {
            failedAgain(parked, e); // Its event cannot be read; the other sagas continue.
        }
        return false;
    }

    private void failedAgain(Parked parked, Throwable cause) {
        LOG.warn("{} {} failed again", parked.sagaType(), parked.sagaId(), cause);
        postpone(parked, cause);
    }

    private boolean handled(Parked parked, DomainEventMessage<?> event) throws Exception {
        if (!taken(parked)) {
            return false; // Another node redelivers it.
        }
        var descriptor = new SagaScopeDescriptor(parked.sagaType(), parked.sagaId());
        var manager = configuration(parked).orElseThrow().manager();
        parking.redeliver(() -> {
            manager.send(event, descriptor);
            return true;
        });
        jdbc.sql("delete from engine.parked_event where id = ?")
                .param(parked.id())
                .update();
        return true;
    }

    private Optional<SagaConfiguration<?>> configuration(Parked parked) {
        return processors.sagaConfigurations().stream()
                .<SagaConfiguration<?>>map(saga -> saga)
                .filter(saga -> saga.type().getSimpleName().equals(parked.sagaType()))
                .findFirst();
    }

    private boolean taken(Parked parked) {
        return jdbc.sql("select id from engine.parked_event where id = ? for update skip locked")
                .param(parked.id())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private void postpone(Parked parked, Throwable cause) {
        var pause = Duration.ofSeconds(5L << Math.min(parked.attempts(), 10));
        var next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        jdbc.sql("update engine.parked_event set attempts = attempts + 1, next_try_at = ?, cause = ? where id = ?")
                .params(next.atOffset(ZoneOffset.UTC), String.valueOf(cause), parked.id())
                .update();
    }
}
