package io.packhouse.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many connections to one port, which all send the same and stay open until they are closed.
public final class ConcurrentClients implements AutoCloseable {

    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch answered;

    /// Each sends the beginning at once and, as long as it can, the rest every second.
    public ConcurrentClients(int port, int many, String beginning, String rest) {
        answered = new CountDownLatch(many);
        for (var i = 0; i < many; i++) {
            threads.add(Thread.startVirtualThread(() -> send(port, beginning, rest)));
        }
    }

    private void send(int port, String beginning, String rest) {
        try (var socket = RawHttp.open(port, Duration.ofMinutes(2))) {
            sockets.add(socket);
            var sending = Thread.startVirtualThread(() -> write(socket, beginning, rest));
            var answer = RawHttp.read(socket);
            sending.interrupt();
            answers.add(answer.status());
        } catch (IOException e) {
            answers.add(0);
        } finally {
            answered.countDown();
        }
    }

    private static void write(Socket socket, String beginning, String rest) {
        try {
            var output = socket.getOutputStream();
            output.write(beginning.getBytes(ISO_8859_1));
            while (!rest.isEmpty()) {
                Thread.sleep(Duration.ofSeconds(1));
                output.write(rest.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // The other end has closed it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How many got which status, once all have one; 0 is a connection closed without an answer.
    public Map<Integer, Integer> statuses(Duration atMost) {
        try {
            if (!answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(answered.getCount() + " of them wait for an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        var counts = new TreeMap<Integer, Integer>();
        answers.forEach(status -> counts.merge(status, 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed in either case.
            }
        }
    }
}
