package io.packhouse.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bytes over a socket that no HTTP client would send.
public final class RawHttp {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}).*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private RawHttp() {}

    /// An answer. `status` is 0 when the connection was closed without one.
    public record Answer(int status, String head, String text) {

        public JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }

        public boolean isProblem() {
            return head.contains("Content-Type: application/problem+json");
        }
    }

    /// Sends characters up to U+00FF as one byte each, and reads one answer.
    public static Answer send(int port, String request) {
        try (var socket = open(port, Duration.ofSeconds(25))) {
            write(socket, request);
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#send], for an answer that does not end.
    public static Answer head(int port, String request) {
        try (var socket = open(port, Duration.ofSeconds(25))) {
            write(socket, request);
            var all = new ByteArrayOutputStream();
            var input = socket.getInputStream();
            for (var read = input.read(); read >= 0; read = input.read()) {
                all.write(read);
                if (all.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                    break;
                }
            }
            return answer(all.toString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Socket open(int port, Duration timeout) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) timeout.toMillis());
        return socket;
    }

    public static void write(Socket socket, String characters) throws IOException {
        socket.getOutputStream().write(characters.getBytes(ISO_8859_1));
    }

    /// One answer with a length, or everything up to the end of the connection.
    public static Answer read(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            var input = socket.getInputStream();
            var some = new byte[8_192];
            for (var read = input.read(some); read >= 0; read = input.read(some)) {
                all.write(some, 0, read);
                if (isWhole(all)) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("Only this came in time: " + all.toString(UTF_8), e);
        } catch (IOException e) {
            // Closed with a reset: the bytes before it count.
        }
        return answer(all.toString(UTF_8));
    }

    private static boolean isWhole(ByteArrayOutputStream all) {
        var text = all.toString(ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var length = LENGTH.matcher(text.substring(0, end + 2));
        return (length.find() && text.length() >= end + 4 + Integer.parseInt(length.group(1)))
                || text.endsWith("\r\n0\r\n\r\n");
    }

    private static Answer answer(String text) {
        var status = STATUS.matcher(text);
        var end = text.indexOf("\r\n\r\n");
        if (!status.matches() || end < 0) {
            return new Answer(0, "", text);
        }
        var head = text.substring(0, end + 2);
        var body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(status.group(1)),
                head,
                head.contains("Transfer-Encoding: chunked") ? joined(body) : body);
    }

    private static String joined(String chunks) {
        var whole = new StringBuilder();
        var lines = chunks.split("\r\n", -1);
        for (var i = 1; i < lines.length; i += 2) {
            whole.append(lines[i]);
        }
        return whole.toString();
    }
}
