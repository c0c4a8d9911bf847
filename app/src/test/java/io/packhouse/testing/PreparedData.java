package io.packhouse.testing;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.postgres.Migrations;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// A data folder whose PostgreSQL has its roles and tables. Making one takes seconds, so it is made
/// once a JVM and copied for each engine. An engine on a folder without one makes its own:
/// `OwnEngineTest` shows that.
final class PreparedData {

    private static @Nullable Path template;

    private PreparedData() {}

    /// Does nothing where files are already.
    static void copyTo(Path data) {
        try {
            if (isEmpty(data)) {
                copy(template(), Files.createDirectories(data));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path data) throws IOException {
        if (Files.notExists(data)) {
            return true;
        }
        try (var files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }

    private static synchronized Path template() throws IOException {
        if (template == null) {
            var folder = SharedEngine.temporary();
            try (var data = DataDirectory.open(folder, EventStoreType.EMBEDDED);
                    var postgres = EmbeddedPostgres.start(data)) {
                var logins =
                        new DatabaseLogins(postgres.owner(), postgres.app(), postgres.reader(), postgres.analyst());
                Migrations.upTo(MigrationVersion.LATEST, logins).migrate();
            }
            // Each copy becomes a store of its own, of any kind, on a port of its own.
            for (var own : List.of("store.properties", "lock", "lock.pid")) {
                Files.deleteIfExists(folder.resolve(own));
            }
            template = folder;
        }
        return template;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) throws IOException {
                return copied(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                return copied(file);
            }

            private FileVisitResult copied(Path one) throws IOException {
                if (!one.equals(from)) {
                    Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
