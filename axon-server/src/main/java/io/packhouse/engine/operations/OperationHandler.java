package io.packhouse.engine.operations;

import java.util.Optional;
import java.util.Set;

/// Executes one kind of operations, as far as this node can.
public interface OperationHandler {

    Set<OperationType> kinds();

    /// Returns the outcome; empty while another node has to do its part or it is not finished. It
    /// may be called repeatedly, on every node, and must be idempotent.
    Optional<AdminOperation.Outcome> work(AdminOperation adminOperation);

    /// Whether it may take long; then one node at a time executes it, in the background.
    boolean isLong();
}
