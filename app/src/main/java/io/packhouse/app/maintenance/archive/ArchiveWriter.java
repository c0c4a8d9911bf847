package io.packhouse.app.maintenance.archive;

import io.packhouse.engine.eventstore.Failpoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes an archive: a ZIP that gets its name when it is complete and flushed to disk, so that an
/// interrupted one is never mistaken for a complete one.
public final class ArchiveWriter implements AutoCloseable {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private boolean finished;

    public interface ArchiveEntry {
        void writeTo(OutputStream out) throws IOException;
    }

    public ArchiveWriter(Path target) throws IOException {
        this.target = target;
        part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        channel = FileChannel.open(
                part, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), ownerOnly(part));
        zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        // Mostly text, which shrinks to a tenth already at the fastest level.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    public ArchiveManifest.Part add(String entry, ArchiveEntry archiveEntry) throws IOException {
        zip.putNextEntry(new ZipEntry(entry));
        var hashing = new HashingOutputStream(zip);
        archiveEntry.writeTo(hashing);
        zip.closeEntry();
        Failpoint.reached("archive.entry");
        return hashing.part(entry);
    }

    public void finish(ArchiveManifest archiveManifest) throws IOException {
        zip.putNextEntry(new ZipEntry(ArchiveManifest.ENTRY));
        zip.write(JSON.writeValueAsBytes(archiveManifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }
}
