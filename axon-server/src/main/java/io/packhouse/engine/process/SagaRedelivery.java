package io.packhouse.engine.process;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.SagaConfiguration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands parked events to their sagas again: the oldest of a saga first, later ones after it.
public class SagaRedelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SagaRedelivery.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final EventStore store;
    private final EventProcessingConfiguration processors;
    private final TransactionManager transactions;
    private final SagaParking parking;
    private final Clock clock;
    private final Set<String> empty = new HashSet<>(); // For a round. One thread makes the rounds.

    record Parked(
            long id,
            String sagaType,
            String sagaId,
            String aggregateId,
            long sequenceNumber,
            int attempts) {}

    public SagaRedelivery(
            JdbcClient jdbc,
            EventStore store,
            EventProcessingConfiguration processors,
            TransactionManager transactions,
            SagaParking parking,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.processors = processors;
        this.transactions = transactions;
        this.parking = parking;
        this.clock = clock;
    }

    /// Tries every saga whose oldest parked event is due, until none is; then lets those go that
    /// have had nothing parked for a whole round. Not at once: an event may be on its way to the
    /// table, and must not be overtaken by the next.
    public void round() {
        // What is held by another node, or failed again, is left to the next round.
        while (due().stream().filter(this::redeliver).count() > 0) {}
        empty.retainAll(parking.parked());
        if (!parking.parked().isEmpty()) {
            var waiting = waiting();
            for (var saga : parking.parked()) {
                if (waiting.contains(saga)) {
                    empty.remove(saga);
                } else if (!empty.add(saga)) {
                    parking.unpark(saga);
                }
            }
        }
    }

    private Set<String> waiting() {
        return jdbc.sql("select distinct saga_id from engine.parked_event")
                .query(String.class)
                .set();
    }

    private List<Parked> due() {
        return jdbc.sql(
                        "select id, saga_type, saga_id, aggregate_id, sequence_number, attempts"
                            + " from engine.parked_event p where next_try_at <= ? and not exists"
                            + " (select 1 from engine.parked_event e where e.saga_id = p.saga_id"
                            + " and e.id < p.id) order by id limit 100")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(Parked.class)
                .list();
    }

    /// Whether it was handled.
    private boolean redeliver(Parked parked) {
        try {
            var event = store.readEvents(parked.aggregateId(), parked.sequenceNumber()).next();
            var work = DefaultUnitOfWork.<DomainEventMessage<?>>startAndGet(event);
            work.attachTransaction(transactions);
            var result = work.executeWithResult(() -> handled(parked, event));
            if (!result.isExceptional()) {
                return result.getPayload();
            }
            failedAgain(parked, result.exceptionResult());
        } catch (RuntimeException e) {
            failedAgain(parked, e); // Its event cannot even be read: the others go on.
        }
        return false;
    }

    private void failedAgain(Parked parked, Throwable cause) {
        LOG.warn("{} {} failed again", parked.sagaType(), parked.sagaId(), cause);
        postpone(parked);
    }

    private boolean handled(Parked parked, DomainEventMessage<?> event) throws Exception {
        if (!taken(parked)) {
            return false; // Another node is at it.
        }
        var descriptor = new SagaScopeDescriptor(parked.sagaType(), parked.sagaId());
        var manager =
                processors.sagaConfigurations().stream()
                        .map(SagaConfiguration::manager)
                        .filter(candidate -> candidate.canResolve(descriptor))
                        .findFirst()
                        .orElseThrow();
        parking.redeliver(
                () -> {
                    manager.send(event, descriptor);
                    return true;
                });
        jdbc.sql("delete from engine.parked_event where id = ?").param(parked.id()).update();
        return true;
    }

    private boolean taken(Parked parked) {
        return jdbc.sql("select id from engine.parked_event where id = ? for update skip locked")
                .param(parked.id())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private void postpone(Parked parked) {
        var pause = Duration.ofSeconds(5L << Math.min(parked.attempts(), 10));
        var next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        jdbc.sql(
                        "update engine.parked_event set attempts = attempts + 1, next_try_at = ?"
                                + " where id = ?")
                .params(next.atOffset(ZoneOffset.UTC), parked.id())
                .update();
    }
}
