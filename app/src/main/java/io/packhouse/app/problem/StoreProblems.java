package io.packhouse.app.problem;

import io.packhouse.engine.postgres.DatabaseFailures;
import io.packhouse.engine.postgres.DatabaseWatch;
import io.packhouse.engine.postgres.DiskSpace;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Failures that are the store's: it is away, or it has no room. Neither is anybody's mistake, and
/// both are over at some time.
@Component
class StoreProblems {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProblems.class);

    private final DatabaseWatch database;
    private final DiskSpace space;

    StoreProblems(DatabaseWatch database, DiskSpace space) {
        this.database = database;
        this.space = space;
    }

    Optional<ProblemException> of(Throwable failure) {
        return noRoom(failure).or(() -> away(failure));
    }

    Optional<ProblemException> noRoom(Throwable failure) {
        if (!space.isCauseOf(failure)) {
            return Optional.empty();
        }
        LOG.warn("There was no room for a request: {}", failure.toString());
        return Optional.of(
                new ProblemException(Problem.STORAGE_FULL, "There is no room left on the disk."));
    }

    private Optional<ProblemException> away(Throwable failure) {
        if (!isAway(failure)) {
            return Optional.empty();
        }
        LOG.warn("The store did not answer a request: {}", failure.toString());
        return Optional.of(
                new ProblemException(
                        Problem.STORE_UNAVAILABLE,
                        "The store did not answer. A command may have been done, or not."));
    }

    /// What fails on another node while the database is away brings no SQL state with it.
    private boolean isAway(Throwable failure) {
        return DatabaseFailures.isAway(failure)
                || AxonServerUnavailable.isCauseOf(failure)
                || database.isAway();
    }
}
