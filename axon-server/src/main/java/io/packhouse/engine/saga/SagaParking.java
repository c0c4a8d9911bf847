package io.packhouse.engine.saga;

import io.packhouse.engine.postgres.DatabaseFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.Scope;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Parks a saga's event that keeps failing, and every later event of that saga behind it; other
/// sagas continue. Nothing is skipped: [SagaRedelivery] redelivers the events in order.
///
/// The table is the truth for all nodes. Only the owner of a segment parks its sagas, so the table
/// is complete when a segment is claimed; after that it is queried only for sagas with parked
/// events. Loading a saga locks its row, so a redelivered event and the next one never run
/// concurrently, nor on an old state of the saga.
public class SagaParking {

    private static final Logger LOG = LoggerFactory.getLogger(SagaParking.class);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /// The current saga and event. Both are null outside a saga.
    record Step(
            @Nullable SagaScopeDescriptor saga, @Nullable Message<?> event) {

        /// By type, because a saga that fails to start has another id in every attempt.
        String key() {
            return saga == null || event == null ? "" : saga.getType() + " " + event.getIdentifier();
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, String> causes = new ConcurrentHashMap<>();
    private final Set<String> parkedSagas = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Boolean> redelivering = ThreadLocal.withInitial(() -> false);

    public SagaParking(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Loads the sagas with parked events; called in the transaction that claims a segment.
    public void load() {
        parkedSagas.addAll(jdbc.sql("select distinct saga_id from engine.parked_event")
                .query(String.class)
                .list());
    }

    Step currentStep() {
        try {
            var scope = Scope.describeCurrentScope();
            return scope instanceof SagaScopeDescriptor saga
                    ? new Step(saga, CurrentUnitOfWork.get().getMessage())
                    : new Step(null, null);
        } catch (IllegalStateException e) {
            return new Step(null, null); // An automation without a saga around it.
        }
    }

    /// A lost database does not count as a failure of the event: it is retried until the database
    /// is back.
    void failed(Step step, Throwable cause) {
        if (!step.key().isEmpty() && !redelivering.get() && !DatabaseFailures.isAway(cause)) {
            failures.merge(step.key(), 1, Integer::sum);
            causes.put(step.key(), String.valueOf(cause));
        }
    }

    /// Handles the event, or parks it when its saga is parked or it has failed too often.
    @Nullable
    Object guard(Callable<@Nullable Object> handling) throws Exception {
        var step = currentStep();
        if (redelivering.get() || step.saga() == null) {
            return handling.call();
        }
        if (isParked(step.saga().getIdentifier().toString()) || failures.getOrDefault(step.key(), 0) >= TRIES) {
            park(step);
            return null;
        }
        if (failures.containsKey(step.key())) {
            CurrentUnitOfWork.get().root().afterCommit(_ -> clearFailures(step));
        }
        try {
            return handling.call();
        } catch (Exception e) {
            failed(step, e);
            throw e;
        }
    }

    void redeliver(Callable<Boolean> handling) throws Exception {
        redelivering.set(true);
        try {
            handling.call();
        } finally {
            redelivering.remove();
        }
    }

    /// Once the table has no rows of a saga, its events flow again: only this node adds rows.
    private boolean isParked(String saga) {
        if (parkedInThisBatch().contains(saga)) {
            return true;
        }
        if (!parkedSagas.contains(saga)) {
            return false;
        }
        var isParked = jdbc.sql("select exists (select 1 from engine.parked_event where saga_id = ?)")
                .param(saga)
                .query(Boolean.class)
                .single();
        if (!isParked) {
            parkedSagas.remove(saga);
        }
        return isParked;
    }

    private void clearFailures(Step step) {
        failures.remove(step.key());
        causes.remove(step.key());
    }

    /// Visible to other transactions only once the batch commits.
    private static Set<String> parkedInThisBatch() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(SagaParking.class.getName(), _ -> new HashSet<>());
    }

    private void park(Step step) {
        if (step.saga() == null || !(step.event() instanceof DomainEventMessage<?> event)) {
            throw new IllegalStateException("Only a saga's stored event can be parked: " + step);
        }
        var cause = causes.get(step.key()); // None: it waits behind an earlier event.
        var now = clock.instant();
        jdbc.sql("""
                insert into engine.parked_event (saga_type, saga_id, event_id,
                aggregate_id, sequence_number, cause, attempts, parked_at,
                next_try_at) values (?, ?, ?, ?, ?, ?, 0, ?, ?)
                on conflict do nothing""")
                .params(
                        step.saga().getType(),
                        step.saga().getIdentifier().toString(),
                        event.getIdentifier(),
                        event.getAggregateIdentifier(),
                        event.getSequenceNumber(),
                        cause == null ? "behind an earlier event" : cause,
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(cause == null ? Duration.ZERO : FIRST_PAUSE).atOffset(ZoneOffset.UTC))
                .update();
        parkedInThisBatch().add(step.saga().getIdentifier().toString());
        CurrentUnitOfWork.get().root().afterCommit(_ -> {
            parkedSagas.add(step.saga().getIdentifier().toString());
            clearFailures(step);
        });
        LOG.error(
                "Parked {} {}: {} will be redelivered later. Cause: {}",
                step.saga().getType(),
                step.saga().getIdentifier(),
                event.getPayloadType().getSimpleName(),
                cause);
    }
}
