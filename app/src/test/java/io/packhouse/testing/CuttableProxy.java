package io.packhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A network connection that can be cut: data sent meanwhile neither arrives nor fails, as with a
/// pulled cable, and arrives when the connection is restored.
public final class CuttableProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private boolean cut;

    public CuttableProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void cut() {
        set(true);
    }

    public void restore() {
        set(false);
    }

    private void set(boolean now) {
        lock.lock();
        try {
            cut = now;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException e) {
                // The other end is down, or this one was closed: the caller's connection is closed.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        var bytes = new byte[16_384];
        try (from;
                to) {
            var read = from.getInputStream().read(bytes);
            while (read >= 0) {
                awaitRestored();
                to.getOutputStream().write(bytes, 0, read);
                read = from.getInputStream().read(bytes);
            }
        } catch (IOException e) {
            // One end is closed; so both are.
        }
    }

    private void awaitRestored() {
        lock.lock();
        try {
            while (cut) {
                mended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
