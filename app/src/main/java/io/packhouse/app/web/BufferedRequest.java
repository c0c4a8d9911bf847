package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.security.EndpointAuthorizationInterceptor;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request with a re-readable body, whose unversioned path is mapped to version 1. Form fields
/// become parameters only once the caller is authorized: code that reads a parameter earlier, such
/// as Spring's handler mapping, sees those of the query string.
final class BufferedRequest extends HttpServletRequestWrapper {

    private final BufferedBody body;
    private final Map<String, String[]> inAddress;
    private @Nullable Map<String, String[]> withForm;

    BufferedRequest(HttpServletRequest request, BufferedBody body) {
        super(request);
        this.body = body;
        inAddress = storable(request.getParameterMap());
    }

    BufferedBody body() {
        return body;
    }

    /// A form cannot send headers, so its key field counts as one. A form that is filled in again,
    /// after going back, is a new request.
    @Override
    public @Nullable String getHeader(String name) {
        var given = super.getHeader(name);
        var form = form();
        if (given != null || form == null || !name.equalsIgnoreCase(FormFields.KEY)) {
            return given;
        }
        var key = getParameter(FormFields.KEY);
        return key == null ? null : key + "-" + FormFields.digest(form.bytes());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var form = form();
        if (form == null) {
            return inAddress;
        }
        if (withForm == null) {
            withForm = storable(FormFields.of(inAddress, form.bytes()));
        }
        return withForm;
    }

    /// Other characters could be neither stored nor searched.
    private static Map<String, String[]> storable(Map<String, String[]> parameters) {
        parameters.forEach((name, values) -> {
            if (!Arrays.stream(values).allMatch(StorableStringDeserializer::isStorable)) {
                throw new ProblemException(
                        Problem.VALIDATION_FAILED,
                        name + " must be " + StorableStringDeserializer.EXPECTED + ".",
                        Map.of("parameter", name));
            }
        });
        return parameters;
    }

    private @Nullable StoredBody form() {
        var isForm = FormFields.TYPE
                .matcher(Objects.requireNonNullElse(getContentType(), ""))
                .matches();
        return isForm && EndpointAuthorizationInterceptor.isAuthorized(this) && body instanceof StoredBody kept
                ? kept
                : null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values[0];
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
        return new Bytes(body.open());
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

        private final InputStream bytes;
        private boolean finished;

        Bytes(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            var read = bytes.read();
            finished = read < 0;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = bytes.read(target, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body was received already");
        }
    }
}
