package io.packhouse.engine.postgres;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Classifies database failures by their SQL state, never by their text.
public final class DatabaseFailures {

    private static final int DEEPEST = 50;
    private static final String CONNECTION = "08";
    private static final String DISK_FULL = "53100";

    /// Shut down, crashed or not yet started.
    private static final Set<String> DOWN = Set.of("57P01", "57P02", "57P03");

    /// The SQL state when a transaction continues with a connection that the pool closed because it
    /// was lost: the server's failures always have one. The pool's other failures have a type.
    private static final String CLOSED_BY_THE_POOL = "";

    private static final String NONE = "none";

    private DatabaseFailures() {}

    /// Whether the connection failed, or the server is down or starting. The statement may have
    /// been executed.
    public static boolean isAway(Throwable failure) {
        return anyState(
                failure,
                state -> state.startsWith(CONNECTION) || DOWN.contains(state) || state.equals(CLOSED_BY_THE_POOL));
    }

    /// Whether the server had no space to write.
    public static boolean isDiskFull(Throwable failure) {
        return hasState(failure, DISK_FULL);
    }

    static boolean hasState(Throwable failure, String state) {
        return anyState(failure, state::equals);
    }

    private static boolean anyState(Throwable failure, Predicate<String> isIt) {
        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && isIt.test(state(sql))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String state(SQLException failure) {
        if (failure.getSQLState() != null) {
            return failure.getSQLState();
        }
        return failure.getClass() == SQLException.class ? CLOSED_BY_THE_POOL : NONE;
    }
}
