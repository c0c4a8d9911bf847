package io.packhouse.app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A body in an unlinked file, which is deleted with the request even if the engine is killed.
final class SpooledBody implements BufferedBody {

    private final BodyReader reading;
    private @Nullable FileChannel file;

    SpooledBody(HttpServletRequest request, int most, BodyLimits limits) {
        reading = new BodyReader(request, most, limits.files(), limits.time());
    }

    @Override
    public InputStream open() {
        try {
            if (file == null) {
                file = spooled();
            }
            return new SpooledBodyStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel spooled() throws IOException {
        var channel = FileChannel.open(
                Files.createTempFile("packhouse-body", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            reading.intoFile((some, offset, length) -> {
                var bytes = ByteBuffer.wrap(some, offset, length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        reading.close();
        if (file != null) {
            file.close();
        }
    }

    private static final class SpooledBodyStream extends InputStream {

        private final FileChannel file;
        private long at;

        SpooledBodyStream(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = file.read(ByteBuffer.wrap(target, offset, length), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
