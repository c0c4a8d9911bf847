package io.packhouse.app.web;

import io.packhouse.app.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A body in a file without a name, which is gone with the request even if the engine is killed. It
/// is not read before somebody asks for it: who may not enter fills no disk.
final class SpooledBody implements EnteringBody, AutoCloseable {

    private final HttpServletRequest request;
    private final long most;
    private final Supplier<ProblemException> tooLarge;
    private @Nullable FileChannel file;

    SpooledBody(HttpServletRequest request, long most, Supplier<ProblemException> tooLarge) {
        this.request = request;
        this.most = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public InputStream open() {
        try {
            if (file == null) {
                file = spooled();
            }
            return new FromStart(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel spooled() throws IOException {
        var channel =
                FileChannel.open(
                        Files.createTempFile("packhouse-body", null),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var body = request.getInputStream();
            var some = new byte[65_536];
            for (var read = body.read(some); read >= 0; read = body.read(some)) {
                var bytes = ByteBuffer.wrap(some, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (channel.position() > most) {
                    throw tooLarge.get();
                }
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static final class FromStart extends InputStream {

        private final FileChannel file;
        private long at;

        FromStart(FileChannel file) {
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
