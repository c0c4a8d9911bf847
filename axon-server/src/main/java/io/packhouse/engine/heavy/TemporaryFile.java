package io.packhouse.engine.heavy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// A file that is deleted when it is closed.
public final class TemporaryFile implements AutoCloseable {

    private final FileChannel channel;

    /// Writes the content.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private TemporaryFile(FileChannel channel) {
        this.channel = channel;
    }

    static TemporaryFile create() throws IOException {
        return new TemporaryFile(FileChannel.open(
                Files.createTempFile("packhouse-document", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    }

    TemporaryFile fill(Content content) throws IOException {
        var out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.writeTo(out);
        out.flush();
        return this;
    }

    public void sendTo(OutputStream out) throws IOException {
        channel.position(0);
        Channels.newInputStream(channel).transferTo(out);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
