package io.packhouse.engine.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// The events that the current unit of work has appended, and their positions.
public final class AppendedEvents {

    private static final String KEY = "packhouse.appended";

    private final List<EventMessage<?>> events = new ArrayList<>();
    private long position = -1;

    private AppendedEvents() {}

    public static AppendedEvents inCurrentUnitOfWork() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(KEY, _ -> new AppendedEvents());
    }

    static void record(List<? extends EventMessage<?>> events, List<Long> positions) {
        if (CurrentUnitOfWork.isStarted()) {
            var appended = inCurrentUnitOfWork();
            appended.events.addAll(events);
            appended.position = positions.getLast();
        }
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

    public List<EventMessage<?>> events() {
        return events;
    }

    /// The global position of the last event; −1 when there is none or the store does not report
    /// it.
    public long position() {
        return position;
    }
}
