package io.packhouse.engine.postgres;

import io.packhouse.engine.datadirectory.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Checks for disk space in the data folders and where the database keeps its tables, which may be
/// another machine. The database's is known only from a failed write, until another succeeds.
public final class DiskSpace {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final int DEEPEST = 50;
    private static final String NOT_PERMITTED = "42501";
    private static final long FULL_BYTES = 65_536;
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    /// The messages of the operating systems.
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "not enough space on the");

    /// Writes some pages of a table that is dropped with the transaction.
    private static final String WRITE =
            "create temporary table room_to_write as select gen_random_uuid() from generate_series(1, 5000)";

    private final List<Path> folders;
    private final long leastBytes;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private volatile boolean databaseIsFull;

    public DiskSpace(DataDirectory folder, DataSource app, long leastBytes) {
        this.folders = Stream.of(folder.path(), folder.shared()).distinct().toList();
        this.leastBytes = leastBytes;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(app));
        this.jdbc = new JdbcTemplate(app);
    }

    /// Whether writes fail, or soon will.
    public boolean isShort() {
        return databaseIsFull || folders.stream().anyMatch(folder -> usable(folder) < leastBytes);
    }

    /// Whether a failure was caused by missing disk space. Remembers it for the database.
    public boolean isCauseOf(Throwable failure) {
        if (DatabaseFailures.isDiskFull(failure)) {
            databaseIsFull = true;
            return true;
        }
        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            // The message is localized, so the actual free space counts too.
            if (cause instanceof IOException io && (saysSo(io) || areFull())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// Attempts a write where one failed before.
    public void probe() {
        if (!databaseIsFull) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                jdbc.execute(WRITE);
            });
            databaseIsFull = false;
            LOG.warn("The database has disk space again");
        } catch (DataAccessException | TransactionException e) {
            // A login without permission to test finds out at the next regular write.
            databaseIsFull = !DatabaseFailures.hasState(e, NOT_PERMITTED);
        }
    }

    private boolean areFull() {
        return Stream.concat(folders.stream(), Stream.of(TEMPORARY)).anyMatch(folder -> usable(folder) < FULL_BYTES);
    }

    private static boolean saysSo(IOException failure) {
        var words = String.valueOf(failure.getMessage());
        return NO_ROOM.stream().anyMatch(words::contains);
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            LOG.debug("Free space of {} cannot be determined", folder, e);
            return Long.MAX_VALUE;
        }
    }
}
