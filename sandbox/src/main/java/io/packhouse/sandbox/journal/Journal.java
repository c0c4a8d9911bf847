package io.packhouse.sandbox.journal;

import io.packhouse.sandbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The journal file. One flush serves all waiting callers.
public final class Journal implements AutoCloseable {

    private final FileChannel file;
    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition flushed = lock.newCondition();
    private List<ByteBuffer> waiting = new ArrayList<>();
    private long end;
    private long durable;
    private boolean closing;
    private @Nullable IOException broken;
    private final Thread writer = Thread.ofPlatform().name("sandbox-journal").unstarted(this::run);

    private Journal(FileChannel file, Path path, long end) {
        this.file = file;
        this.path = path;
        this.end = end;
        this.durable = end;
    }

    public static Journal open(Path path, Reader reader) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) throw new IOException("Another process writes " + path);
            long end = JournalReplay.of(file, reader).run();
            file.truncate(end);
            file.position(end);
            var journal = new Journal(file, path, end);
            journal.writer.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Reserves the line's place in the order; it is not durable yet.
    public FilePosition append(Entry entry) {
        var bytes = Json.MAPPER.writeValueAsBytes(entry);
        var line = ByteBuffer.allocate(bytes.length + 1)
                .put(bytes)
                .put((byte) '\n')
                .flip();
        lock.lock();
        try {
            if (closing || broken != null) throw new IllegalStateException("The journal is closed.");
            var filePosition = new FilePosition(end, end + line.remaining());
            end = filePosition.end();
            waiting.add(line);
            work.signal();
            return filePosition;
        } finally {
            lock.unlock();
        }
    }

    public void awaitDurable(long upTo) {
        lock.lock();
        try {
            while (durable < upTo && broken == null) flushed.awaitUninterruptibly();
            if (durable < upTo) throw new IllegalStateException("The journal is broken.", broken);
        } finally {
            lock.unlock();
        }
    }

    /// Through a separate channel: interrupting a reader closes the channel it uses.
    public Entry read(FilePosition filePosition) {
        try (var copy = FileChannel.open(path, StandardOpenOption.READ)) {
            var line = ByteBuffer.allocate((int) (filePosition.end() - filePosition.start()));
            while (line.hasRemaining()) {
                if (copy.read(line, filePosition.start() + line.position()) < 0) break;
            }
            return Json.MAPPER.readValue(line.array(), Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All durable lines, as they are on disk.
    public InputStream lines() throws IOException {
        long upTo;
        lock.lock();
        try {
            upTo = durable;
        } finally {
            lock.unlock();
        }
        var copy = FileChannel.open(path, StandardOpenOption.READ);
        return new BoundedInputStream(Channels.newInputStream(copy), upTo);
    }

    private void run() {
        try {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                long bytes = 0;
                for (var line : batch) {
                    bytes += line.remaining();
                    while (line.hasRemaining()) file.write(line);
                }
                file.force(false);
                settle(bytes, null);
            }
        } catch (IOException e) {
            settle(0, e);
        }
    }

    private List<ByteBuffer> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) work.awaitUninterruptibly();
            var batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void settle(long bytes, @Nullable IOException failure) {
        lock.lock();
        try {
            durable += bytes;
            if (failure != null) broken = failure;
            flushed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    public interface Reader {
        void read(Entry entry, FilePosition filePosition);
    }
}
