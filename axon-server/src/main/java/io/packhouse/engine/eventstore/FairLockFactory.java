package io.packhouse.engine.eventstore;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/// One lock an aggregate, first come first served. Axon's own polls every 10 ms and starves under
/// heat. It finds no deadlocks: whoever loads several aggregates loads them in order of id.
public final class FairLockFactory implements LockFactory {

    private static final int PATIENCE_SECONDS = 10;

    private final ConcurrentHashMap<String, Held> locks = new ConcurrentHashMap<>();
    private final Consumer<String> everywhere;

    private static final class Held {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /// For one process alone.
    public FairLockFactory() {
        this(_ -> {});
    }

    /// `everywhere` keeps the other nodes out until the running transaction ends. Without it they
    /// would only meet at the store, and the loser of a hot aggregate begins anew again and again.
    public FairLockFactory(Consumer<String> everywhere) {
        this.everywhere = everywhere;
    }

    @Override
    public Lock obtainLock(String identifier) {
        var held =
                locks.compute(
                        identifier,
                        (_, known) -> {
                            var lock = known == null ? new Held() : known;
                            lock.users++;
                            return lock;
                        });
        try {
            if (!held.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new LockAcquisitionFailedException("Waited too long for " + identifier);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(identifier);
            throw new LockAcquisitionFailedException("Interrupted while waiting for " + identifier);
        } catch (LockAcquisitionFailedException e) {
            leave(identifier);
            throw e;
        }
        var taken = new Taken(identifier, held);
        try {
            everywhere.accept(identifier);
        } catch (RuntimeException e) {
            taken.release();
            throw e;
        }
        return taken;
    }

    private void leave(String identifier) {
        locks.computeIfPresent(identifier, (_, held) -> --held.users == 0 ? null : held);
    }

    private final class Taken implements Lock {

        private final String identifier;
        private final Held held;
        private boolean released;

        Taken(String identifier, Held held) {
            this.identifier = identifier;
            this.held = held;
        }

        @Override
        public void release() {
            if (!released) {
                released = true;
                held.lock.unlock();
                leave(identifier);
            }
        }

        @Override
        public boolean isHeld() {
            return !released;
        }
    }
}
