package io.packhouse.app.maintenance.archive;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An archive file. Its contents are used only after `damage` found nothing.
public final class ArchiveReader implements AutoCloseable {

    private final Path file;
    private final ZipFile zip;
    private final ArchiveManifest archiveManifest;
    private final String fingerprint;

    private ArchiveReader(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        var text = manifestText();
        var digest = HashingOutputStream.sha256();
        digest.update(text);
        fingerprint = HashingOutputStream.hex(digest);
        try {
            archiveManifest = JsonMapper.shared().readValue(text, ArchiveManifest.class);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
        if (!ArchiveManifest.FORMAT.equals(archiveManifest.format())) {
            throw new MaintenanceException("%s is of format %s; this build reads %s."
                    .formatted(file, archiveManifest.format(), ArchiveManifest.FORMAT));
        }
    }

    public static ArchiveReader open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            var why = Objects.requireNonNullElse(e.getMessage(), "it ends too early");
            throw new MaintenanceException("%s is not a complete archive: %s.".formatted(file, why), e);
        }
        try {
            return new ArchiveReader(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// The manifest has the hashes of everything else; its own check is the CRC of the ZIP entry,
    /// which `ZipFile` does not verify.
    private byte[] manifestText() throws IOException {
        var crc = new CRC32();
        byte[] text;
        try (var in = entry(ArchiveManifest.ENTRY)) {
            text = in.readAllBytes();
        } catch (ZipException | EOFException e) {
            throw unreadable(e);
        }
        crc.update(text);
        if (crc.getValue() != zip.getEntry(ArchiveManifest.ENTRY).getCrc()) {
            throw unreadable(null);
        }
        return text;
    }

    private MaintenanceException unreadable(@Nullable Exception cause) {
        return new MaintenanceException("%s: %s was changed.".formatted(file, ArchiveManifest.ENTRY), cause);
    }

    public ArchiveReader requiring(ArchiveManifest.Content content) {
        if (archiveManifest.content() != content) {
            throw new MaintenanceException(
                    "%s is a %s, not a %s.".formatted(file, word(archiveManifest.content()), word(content)));
        }
        return this;
    }

    private static String word(ArchiveManifest.Content content) {
        return switch (content) {
            case BACKUP -> "backup";
            case KEYS -> "backup of keys";
            case MOVE -> "store to be moved";
        };
    }

    public ArchiveManifest manifest() {
        return archiveManifest;
    }

    /// Identifies the archive.
    public String fingerprint() {
        return fingerprint;
    }

    public InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new MaintenanceException("%s: %s is missing.".formatted(file, name));
        }
        return zip.getInputStream(entry);
    }

    /// The names of all missing and changed entries.
    public List<String> damage(Progress progress) throws IOException {
        var parts = parts().toList();
        progress.begin(
                "Checking " + file.getFileName(),
                parts.stream().mapToLong(ArchiveManifest.Part::bytes).sum(),
                "bytes");
        var found = new ArrayList<String>();
        var known = new HashSet<String>();
        known.add(ArchiveManifest.ENTRY);
        for (var part : parts) {
            known.add(part.entry());
            wrong(part, progress).ifPresent(found::add);
        }
        zip.stream()
                .filter(entry -> !known.contains(entry.getName()))
                .forEach(entry -> found.add(entry.getName() + " does not belong to the archive."));
        progress.end();
        return found;
    }

    private Stream<ArchiveManifest.Part> parts() {
        var events = archiveManifest.events();
        return Stream.of(
                        archiveManifest.tables().stream().map(ArchiveManifest.Table::part),
                        archiveManifest.files().stream(),
                        events == null || events.part() == null
                                ? Stream.<ArchiveManifest.Part>of()
                                : Stream.of(events.part()))
                .flatMap(each -> each);
    }

    private Optional<String> wrong(ArchiveManifest.Part part, Progress progress) throws IOException {
        var entry = zip.getEntry(part.entry());
        if (entry == null) {
            return Optional.of(part.entry() + " is missing.");
        }
        try (var in = zip.getInputStream(entry)) {
            var digest = HashingOutputStream.sha256();
            copy(in, OutputStream.nullOutputStream(), digest, progress);
            return HashingOutputStream.hex(digest).equals(part.sha256())
                    ? Optional.empty()
                    : Optional.of(part.entry() + " was changed: its SHA-256 differs.");
        } catch (ZipException | EOFException e) {
            return Optional.of(part.entry() + " was changed: " + e.getMessage() + ".");
        }
    }

    public static void copy(InputStream in, OutputStream out, MessageDigest digest, Progress progress)
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
