package io.packhouse.app.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All open connections by socket. Above the limit, the connection that has waited longest for a
/// request is closed, so that clients with a complete request are served; while all connections are
/// processing requests, a few more are accepted for health checks.
final class OpenConnections {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final ConnectionLimits limits;
    private final LongSupplier nanoTime;
    private final Map<Object, OpenConnection> all = new HashMap<>();
    private final Map<Object, Integer> ofAddress = new HashMap<>();
    private long warned;

    OpenConnections(ConnectionLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        warned = nanoTime.getAsLong() - BETWEEN_WARNINGS;
    }

    /// Whether that connection may be read; another one may be closed for it.
    synchronized boolean admit(Object socket, InetAddress from, Runnable closing) {
        var address = address(from);
        var isSpare = !hasRoom(address);
        if (isSpare && !hasSpareRoom()) {
            return false;
        }
        all.put(socket, new OpenConnection(address, isSpare, closing, nanoTime));
        if (!isSpare) {
            ofAddress.merge(address, 1, Integer::sum);
        }
        return true;
    }

    private boolean hasRoom(Object address) {
        if (ofAddress.getOrDefault(address, 0) >= limits.ofOneAddress()) {
            return makesRoom(one -> !one.isSpare() && one.address().equals(address));
        }
        return all.size() - spares() < limits.most() || makesRoom(one -> !one.isSpare());
    }

    private boolean hasSpareRoom() {
        return spares() < ConnectionLimits.SPARE || makesRoom(OpenConnection::isSpare);
    }

    private boolean makesRoom(Predicate<OpenConnection> among) {
        warn();
        var waiting = all.values().stream()
                .filter(OpenConnection::isWaiting)
                .filter(among)
                .min(Comparator.comparingLong(OpenConnection::since));
        waiting.ifPresent(OpenConnection::close); // Which removes it.
        return waiting.isPresent();
    }

    private void warn() {
        var now = nanoTime.getAsLong();
        if (now - warned >= BETWEEN_WARNINGS) {
            warned = now;
            LOG.warn(
                    "{} connections from {} addresses: those that wait longest are closed",
                    all.size(),
                    ofAddress.size());
        }
    }

    private long spares() {
        return all.values().stream().filter(OpenConnection::isSpare).count();
    }

    synchronized void forget(Object socket) {
        var gone = all.remove(socket);
        if (gone != null && !gone.isSpare()) {
            ofAddress.computeIfPresent(gone.address(), (_, n) -> n == 1 ? null : n - 1);
        }
    }

    synchronized Optional<OpenConnection> find(@Nullable Object socket) {
        return Optional.ofNullable(all.get(socket));
    }

    synchronized int count() {
        return all.size();
    }

    /// Closes connections that exceed their time, even if they send bytes.
    void closeLate() {
        late().forEach(OpenConnection::close);
    }

    private synchronized List<OpenConnection> late() {
        return all.values().stream().filter(one -> one.isLate(limits)).toList();
    }

    /// An IPv6 address counts by its network.
    private static Object address(InetAddress from) {
        return from instanceof Inet6Address
                ? ByteBuffer.wrap(from.getAddress(), 0, Long.BYTES).getLong()
                : from;
    }
}
