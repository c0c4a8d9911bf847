package io.packhouse.engine.operations;

import java.util.Optional;
import java.util.Set;

/// Does a kind of operations, as far as this node can.
public interface OperationHandler {

    Set<OperationType> kinds();

    /// What became of it; empty while it is another node's to do or not done yet. It may be asked
    /// again and again, on every node, and must be as safe as once.
    Optional<AdminOperation.Outcome> work(AdminOperation adminOperation);

    /// Whether it may take long, so that one node does it at a time and beside everything else.
    boolean isLong();
}
