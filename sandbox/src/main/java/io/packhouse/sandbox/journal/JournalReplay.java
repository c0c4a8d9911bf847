package io.packhouse.sandbox.journal;

import io.packhouse.sandbox.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import tools.jackson.core.JacksonException;

/// Reads a journal from its first line. A last line that a kill cut off was never answered, so it
/// is dropped.
final class JournalReplay {

    private final InputStream in;
    private final Journal.Reader reader;
    private long end;
    private long number;

    private JournalReplay(InputStream in, Journal.Reader reader) {
        this.in = in;
        this.reader = reader;
    }

    static JournalReplay of(FileChannel file, Journal.Reader reader) throws IOException {
        file.position(0);
        return new JournalReplay(new BufferedInputStream(Channels.newInputStream(file), 1 << 16), reader);
    }

    /// Returns the position of the next line.
    long run() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
            } else if (!take(line.toByteArray())) {
                if (in.read() < 0) return end;
                throw new IOException("The journal is damaged after line " + number);
            } else {
                line.reset();
            }
        }
        return end;
    }

    private boolean take(byte[] line) throws IOException {
        Entry entry;
        try {
            entry = Json.MAPPER.readValue(line, Entry.class);
        } catch (JacksonException e) {
            if (!isTorn(line)) throw new IOException("Unreadable line after " + number, e);
            return false;
        }
        var place = new FilePosition(end, end + line.length + 1);
        end = place.end();
        number = entry.number();
        reader.read(entry, place);
        return true;
    }

    /// A complete line that cannot be read is not the result of a kill, and must not be dropped.
    private static boolean isTorn(byte[] line) {
        try {
            Json.MAPPER.readTree(line);
            return line.length == 0;
        } catch (JacksonException e) {
            return true;
        }
    }
}
