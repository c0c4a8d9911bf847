package io.packhouse.engine.operations;

/// What an operator may do, and what follows from it.
public enum OperationType {
    PAUSE(
            "No node works on it until it is resumed. Reads that bring a Consistency-Token wait for"
                    + " a paused projection and are told that it is behind; what others read stands"
                    + " still. Readiness stays as it is."),
    RESUME("Nodes claim its segments again and go on from where they stood."),
    SPLIT("The largest segment becomes two, which any node may claim."),
    MERGE("The two smallest segments become one; a node that works on one of them lets it go."),
    RETRY_DEAD_LETTERS(
            "Each waiting sequence is handed over again from its first letter on, until one"
                    + " fails."),
    DISMISS_DEAD_LETTERS(
            "The first letter of each sequence is skipped for good and kept as it was; those"
                    + " behind it are handled next, in order. The read model lacks what that event"
                    + " would have changed until it is replayed."),
    RESUME_SAGA("The parked events are handed over now, in order, until one fails.");

    private final String effect;

    OperationType(String effect) {
        this.effect = effect;
    }

    public String effect() {
        return effect;
    }
}
