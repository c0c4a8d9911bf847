package io.packhouse.catalog.command.manifest.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/// The declared media type of a file. CSV is read as UTF-8 unless the charset is windows-1252,
/// which spreadsheets write.
public record ManifestFileType(MediaType type) {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));

    public static ManifestFileType of(@Nullable MediaType type) throws HttpMediaTypeNotSupportedException {
        var known = type != null
                && (CSV.includes(type) ? CHARSETS.contains(charset(type)) : MediaType.APPLICATION_JSON.includes(type));
        if (!known) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(CSV, MediaType.APPLICATION_JSON));
        }
        return new ManifestFileType(type);
    }

    public void read(Path file, Consumer<ManifestRow> rows) throws IOException {
        if (CSV.includes(type)) {
            new ManifestCsv(charset(type)).read(file, rows);
        } else {
            ManifestJson.read(file, rows);
        }
    }

    private static Charset charset(MediaType type) {
        var charset = type.getCharset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
