package io.packhouse.engine.admission;

import io.packhouse.engine.admission.RequestSlots.Slots;
import java.lang.ScopedValue.CallableOp;
import java.util.concurrent.atomic.AtomicBoolean;

/// The slot of the request that this thread processes. It is free for others while the request only
/// waits: for its body, for a projection, for a change.
public final class RequestSlot implements AutoCloseable {

    private static final ThreadLocal<RequestSlot> CURRENT = new ThreadLocal<>();

    private final Slots slots;
    private final AtomicBoolean isTaken = new AtomicBoolean(true);

    RequestSlot(Slots slots) {
        this.slots = slots;
        CURRENT.set(this);
    }

    /// Waits without the slot of the current request, if it has one. The request then goes on
    /// at once: one that was admitted is never shed.
    public static <T, E extends Throwable> T freeWhile(CallableOp<T, E> waiting) throws E {
        var slot = CURRENT.get();
        if (slot == null || !slot.isTaken.compareAndSet(true, false)) {
            return waiting.call();
        }
        slot.slots.release();
        try {
            return waiting.call();
        } finally {
            slot.slots.takeBack();
            slot.isTaken.set(true);
        }
    }

    /// Gives the slot back before the request ends; once, from any thread.
    public void release() {
        if (isTaken.compareAndSet(true, false)) {
            slots.release();
        }
    }

    /// The end of the request on this thread.
    @Override
    public void close() {
        CURRENT.remove();
        release();
    }
}
