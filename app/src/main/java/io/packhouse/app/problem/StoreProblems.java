package io.packhouse.app.problem;

import io.packhouse.engine.postgres.DatabaseFailures;
import io.packhouse.engine.postgres.DatabaseWatch;
import io.packhouse.engine.postgres.DiskSpace;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Failures of the store: unavailable or out of disk space. Both are temporary and not the client's
/// fault.
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
        LOG.warn("No disk space for a request: {}", failure.toString());
        return Optional.of(new ProblemException(Problem.STORAGE_FULL, "No disk space is left."));
    }

    private Optional<ProblemException> away(Throwable failure) {
        if (!isAway(failure)) {
            return Optional.empty();
        }
        LOG.warn("The store did not respond to a request: {}", failure.toString());
        return Optional.of(new ProblemException(
                Problem.STORE_UNAVAILABLE, "The store did not respond. A command may or may not have been executed."));
    }

    /// An exception from another node has no SQL state.
    private boolean isAway(Throwable failure) {
        return DatabaseFailures.isAway(failure) || AxonServerUnavailable.isCauseOf(failure) || database.isAway();
    }
}
