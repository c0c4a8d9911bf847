package io.packhouse.app.care;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An archive as it lies there. Nothing in it is believed before `damage` has found none.
final class ArchiveReader implements AutoCloseable {

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final String fingerprint;

    private ArchiveReader(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        var bytes = entry(Manifest.ENTRY);
        try (bytes) {
            var text = bytes.readAllBytes();
            var digest = Hashing.sha256();
            digest.update(text);
            fingerprint = Hashing.hex(digest);
            manifest = JsonMapper.shared().readValue(text, Manifest.class);
        } catch (JacksonException | ZipException e) {
            throw new CareRefused(file + ": " + Manifest.ENTRY + " cannot be read.", e);
        }
        if (!Manifest.FORMAT.equals(manifest.format())) {
            throw new CareRefused(
                    "%s is of format %s; this build reads %s."
                            .formatted(file, manifest.format(), Manifest.FORMAT));
        }
    }

    static ArchiveReader open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new CareRefused(
                    "%s is no complete archive: %s.".formatted(file, e.getMessage()), e);
        }
        try {
            return new ArchiveReader(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    ArchiveReader requiring(Manifest.Content content) {
        if (manifest.content() != content) {
            throw new CareRefused(
                    "%s holds a %s, not a %s."
                            .formatted(file, word(manifest.content()), word(content)));
        }
        return this;
    }

    private static String word(Manifest.Content content) {
        return switch (content) {
            case BACKUP -> "backup";
            case KEYS -> "backup of keys";
            case MOVE -> "store to be moved";
        };
    }

    Manifest manifest() {
        return manifest;
    }

    /// Tells one archive from every other.
    String fingerprint() {
        return fingerprint;
    }

    InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new CareRefused("%s: %s is missing.".formatted(file, name));
        }
        return zip.getInputStream(entry);
    }

    /// Everything that is not as it was written, by name.
    List<String> damage(Progress progress) throws IOException {
        var parts = parts().toList();
        progress.begin(
                "Checking " + file.getFileName(),
                parts.stream().mapToLong(Manifest.Part::bytes).sum(),
                "bytes");
        var found = new ArrayList<String>();
        var known = new HashSet<String>();
        known.add(Manifest.ENTRY);
        for (var part : parts) {
            known.add(part.entry());
            wrong(part, progress).ifPresent(found::add);
        }
        zip.stream()
                .filter(entry -> !known.contains(entry.getName()))
                .forEach(entry -> found.add(entry.getName() + " was never put in."));
        progress.end();
        return found;
    }

    private Stream<Manifest.Part> parts() {
        var events = manifest.events();
        return Stream.of(
                        manifest.tables().stream().map(Manifest.Table::part),
                        manifest.files().stream(),
                        events == null || events.part() == null
                                ? Stream.<Manifest.Part>of()
                                : Stream.of(events.part()))
                .flatMap(each -> each);
    }

    private Optional<String> wrong(Manifest.Part part, Progress progress) throws IOException {
        var entry = zip.getEntry(part.entry());
        if (entry == null) {
            return Optional.of(part.entry() + " is missing.");
        }
        try (var in = zip.getInputStream(entry)) {
            var digest = Hashing.sha256();
            copy(in, OutputStream.nullOutputStream(), digest, progress);
            return Hashing.hex(digest).equals(part.sha256())
                    ? Optional.empty()
                    : Optional.of(part.entry() + " is not as it was written: its SHA-256 differs.");
        } catch (ZipException | java.io.EOFException e) {
            return Optional.of(part.entry() + " is not as it was written: " + e.getMessage() + ".");
        }
    }

    static void copy(InputStream in, OutputStream out, MessageDigest digest, Progress progress)
            throws IOException {
        var buffer = new byte[1 << 16];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            progress.step(read);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
