package io.packhouse.engine.eventstore;

import io.packhouse.engine.idempotency.IdempotentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/// The events that the current unit of work appends when it commits, and their positions.
public final class AppendedEvents {

    private static final String KEY = "packhouse.appended";

    private final List<EventMessage<?>> prepared = new ArrayList<>();
    private final List<EventMessage<?>> events = new ArrayList<>();
    private @Nullable IdempotentRequest request;
    private long position = -1;

    private AppendedEvents() {}

    public static AppendedEvents inCurrentUnitOfWork() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(KEY, _ -> new AppendedEvents());
    }

    static Optional<AppendedEvents> current() {
        return CurrentUnitOfWork.isStarted() ? Optional.of(inCurrentUnitOfWork()) : Optional.empty();
    }

    /// For a store that does not report positions: records the events that are about to be
    /// appended.
    public static <T extends EventMessage<?>> MessageDispatchInterceptor<T> recording() {
        return messages -> {
            if (CurrentUnitOfWork.isStarted()) {
                inCurrentUnitOfWork().events.addAll(messages);
            }
            return (_, message) -> message;
        };
    }

    void prepare(List<? extends EventMessage<?>> more) {
        prepared.addAll(more);
    }

    /// The prepared events, once.
    List<EventMessage<?>> takePrepared() {
        var taken = List.copyOf(prepared);
        prepared.clear();
        return taken;
    }

    void record(List<? extends EventMessage<?>> stored, long lastPosition) {
        events.addAll(stored);
        position = lastPosition;
    }

    /// The request that the events will answer; the store that can stores its row with them.
    public void answer(IdempotentRequest answered) {
        request = answered;
    }

    /// The request, unless its row is stored.
    public @Nullable IdempotentRequest takeRequest() {
        var taken = request;
        request = null;
        return taken;
    }

    public List<EventMessage<?>> events() {
        return events;
    }

    /// The global position of the last event; −1 when there is none or the store does not report
    /// it.
    public long position() {
        return position;
    }
}
