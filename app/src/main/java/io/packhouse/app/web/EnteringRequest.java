package io.packhouse.app.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A request whose body has been read once and can be read again, and whose unversioned path has
/// become that of version 1.
final class EnteringRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    EnteringRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String getRequestURI() {
        return versioned(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
        var url = super.getRequestURL().toString();
        var host = url.substring(0, url.length() - super.getRequestURI().length());
        return new StringBuffer(host).append(getRequestURI());
    }

    @Override
    public String getServletPath() {
        return versioned(super.getServletPath());
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static String versioned(String path) {
        return path.startsWith("/api/") && !path.startsWith("/api/v1/")
                ? "/api/v1/" + path.substring("/api/".length())
                : path;
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is in memory already");
        }
    }
}
