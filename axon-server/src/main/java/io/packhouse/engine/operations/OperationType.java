package io.packhouse.engine.operations;

/// The operations of an operator, and their effects.
public enum OperationType {
    PAUSE("No node works on it until it is resumed. Reads with a Consistency-Token wait for"
            + " a paused projection and report that it is behind; other reads return"
            + " unchanged data. Readiness does not change."),
    RESUME("Nodes claim its segments again and continue from their last positions."),
    SPLIT("The largest segment becomes two, which any node may claim."),
    MERGE("The two smallest segments become one; a node that owns one of them releases it."),
    RETRY_DEAD_LETTERS("Each waiting sequence is processed again from its first event on, until one fails."),
    DISMISS_DEAD_LETTERS("The first event of each sequence is skipped permanently and archived; those"
            + " behind it are handled next, in order. The read model lacks what that event"
            + " would have changed until it is replayed."),
    RESUME_SAGA("The parked events are processed now, in order, until one fails.");

    private final String effect;

    OperationType(String effect) {
        this.effect = effect;
    }

    public String effect() {
        return effect;
    }
}
