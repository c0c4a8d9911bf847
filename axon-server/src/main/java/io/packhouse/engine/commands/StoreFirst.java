package io.packhouse.engine.commands;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// With Axon Server a command commits in two places. The events go first: a row saying that a
/// request was done must never outlive events that were refused. The other way round is harmless,
/// because a repeated command finds its id in the stream.
///
/// Axon's own way, a transaction attached to the bus, commits the database first.
public final class StoreFirst implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final TransactionManager transactions;

    public StoreFirst(TransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        var transaction = transactions.startTransaction();
        unitOfWork.onRollback(_ -> transaction.rollback());
        var answer = chain.proceed();
        // Runs after the event store has announced its own commit, and so commits after it.
        unitOfWork.onPrepareCommit(_ -> unitOfWork.onCommit(_ -> transaction.commit()));
        return answer;
    }
}
