package io.packhouse.engine.admission;

import java.lang.ScopedValue.CallableOp;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The slot of the request that this thread processes. It is free for others while the request only
/// waits: for its body, for a projection, for a change.
public final class RequestSlot implements AutoCloseable {

    private static final ThreadLocal<RequestSlot> CURRENT = new ThreadLocal<>();

    private final RequestSlots slots;
    private final AtomicBoolean isTaken = new AtomicBoolean(true);

    RequestSlot(RequestSlots slots) {
        this.slots = slots;
        CURRENT.set(this);
    }

    /// Waits without the slot of the current request, if it has one, before anything was done for it. Then it
    /// waits for a slot again, before requests that come later. After null, which is that nothing came, it goes on
    /// without one.
    ///
    /// @throws RequestShedException when there is none in time
    public static <T, E extends Throwable> T reacquiredAfter(CallableOp<T, E> waiting) throws E {
        var slot = released();
        var result = waiting.call();
        if (slot != null && result != null) {
            if (!slot.slots.reacquire()) {
                throw new RequestShedException();
            }
            slot.isTaken.set(true);
        }
        return result;
    }

    /// Waits without the slot of the current request, if it has one, after something was done for it. It then
    /// goes on at once: its caller must get the outcome.
    public static <T, E extends Throwable> T releasedWhile(CallableOp<T, E> waiting) throws E {
        var slot = released();
        try {
            return waiting.call();
        } finally {
            if (slot != null) {
                slot.slots.acquireBeyond();
                slot.isTaken.set(true);
            }
        }
    }

    private static @Nullable RequestSlot released() {
        var slot = CURRENT.get();
        if (slot == null || !slot.isTaken.compareAndSet(true, false)) {
            return null;
        }
        slot.slots.release();
        return slot;
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
