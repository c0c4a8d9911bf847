package io.packhouse.app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A body in memory.
final class StoredBody implements BufferedBody {

    private final HttpServletRequest request;
    private final int most;
    private final BodyLimits limits;
    private @Nullable BodyReader reading;
    private byte @Nullable [] bytes;

    StoredBody(HttpServletRequest request, int most, BodyLimits limits) {
        this.request = request;
        this.most = most;
        this.limits = limits;
    }

    byte[] bytes() {
        if (bytes == null) {
            bytes = read();
        }
        return bytes;
    }

    private byte[] read() {
        reading = new BodyReader(request, most, limits.memory(), limits.time());
        var all = new ByteArrayOutputStream();
        try {
            reading.into(all::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.close();
        }
    }
}
