package io.packhouse.engine.eventstore;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/// One fair lock per aggregate, first come first served. Axon's own polls every 10 ms and starves
/// under contention. It detects no deadlocks: handlers that load several aggregates load them in
/// order of id.
public final class FairLockFactory implements LockFactory {

    private static final int PATIENCE_SECONDS = 10;

    private final ConcurrentHashMap<String, CountedLock> locks = new ConcurrentHashMap<>();
    private final Consumer<String> everywhere;

    private static final class CountedLock {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /// For a single process.
    public FairLockFactory() {
        this(_ -> {});
    }

    /// `everywhere` locks out the other nodes until the running transaction ends. Without it,
    /// conflicts are found only by the store, and the losers on a contended aggregate retry again
    /// and again.
    public FairLockFactory(Consumer<String> everywhere) {
        this.everywhere = everywhere;
    }

    @Override
    public Lock obtainLock(String identifier) {
        var counted = locks.compute(identifier, (_, known) -> {
            var lock = known == null ? new CountedLock() : known;
            lock.users++;
            return lock;
        });
        try {
            if (!counted.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new LockAcquisitionFailedException("Timed out waiting for the lock of " + identifier);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(identifier);
            throw new LockAcquisitionFailedException("Interrupted while waiting for the lock of " + identifier);
        } catch (LockAcquisitionFailedException e) {
            leave(identifier);
            throw e;
        }
        var taken = new Taken(identifier, counted);
        try {
            everywhere.accept(identifier);
        } catch (RuntimeException e) {
            taken.release();
            throw e;
        }
        return taken;
    }

    private void leave(String identifier) {
        locks.computeIfPresent(identifier, (_, counted) -> --counted.users == 0 ? null : counted);
    }

    private final class Taken implements Lock {

        private final String identifier;
        private final CountedLock counted;
        private boolean released;

        Taken(String identifier, CountedLock counted) {
            this.identifier = identifier;
            this.counted = counted;
        }

        @Override
        public void release() {
            if (!released) {
                released = true;
                counted.lock.unlock();
                leave(identifier);
            }
        }

        @Override
        public boolean isHeld() {
            return !released;
        }
    }
}
