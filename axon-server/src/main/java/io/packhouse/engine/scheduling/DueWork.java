package io.packhouse.engine.scheduling;

/// Work that becomes due at a time that a table knows already: it is found by looking there, and needs
/// no task of its own. Several nodes may do it at once, so it must be repeatable.
public interface DueWork {

    /// Does what is due now; how much that was. Called again at once until nothing is due.
    int perform();

    /// Does everything that is due.
    default void performAll() {
        while (perform() > 0) {}
    }
}
