package io.packhouse.engine.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets callers that wait at the same time share one write. The first caller writes; those that arrive
/// meanwhile form the next group, which one of them writes.
///
/// A group that fails because of an item is written one by one, so that each caller gets its own
/// outcome. After any other failure nothing is repeated, because the write may have succeeded.
final class GroupCommit<T, R> {

    private static final int MOST = 64;

    private final Function<List<T>, List<R>> write;
    private final Predicate<RuntimeException> isOfAnItem;
    private final Queue<Turn<T, R>> waiting = new ArrayDeque<>();
    private boolean isWriting;

    /// `begun` becomes true for the caller that is to write, and false once another has written.
    private record Turn<T, R>(T item, CompletableFuture<Boolean> begun, CompletableFuture<R> result) {

        Turn(T item) {
            this(item, new CompletableFuture<>(), new CompletableFuture<>());
        }

        void end(R value) {
            result.complete(value);
            begun.complete(false);
        }

        void fail(Throwable cause) {
            result.completeExceptionally(cause);
            begun.complete(false);
        }
    }

    /// `write` writes all items or none, and returns the result of each, in their order. `isOfAnItem`
    /// are the failures after which nothing is written, and others of the group may succeed.
    GroupCommit(Function<List<T>, List<R>> write, Predicate<RuntimeException> isOfAnItem) {
        this.write = write;
        this.isOfAnItem = isOfAnItem;
    }

    /// Returns when the item is written. It cannot be interrupted: the outcome would be unknown.
    R write(T item) {
        var turn = new Turn<T, R>(item);
        enqueue(turn);
        if (turn.begun().join()) {
            try {
                writeGroup();
            } finally {
                handOver();
            }
        }
        try {
            return turn.result().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void enqueue(Turn<T, R> turn) {
        waiting.add(turn);
        if (!isWriting) {
            isWriting = true;
            turn.begun().complete(true);
        }
    }

    private synchronized List<Turn<T, R>> nextGroup() {
        var group = new ArrayList<Turn<T, R>>();
        while (group.size() < MOST && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void handOver() {
        var next = waiting.peek();
        if (next == null) {
            isWriting = false;
        } else {
            next.begun().complete(true);
        }
    }

    private void writeGroup() {
        var group = nextGroup();
        try {
            var failure = attempt(group);
            if (failure != null && group.size() > 1 && isOfAnItem.test(failure)) {
                group.forEach(turn -> failIfSo(List.of(turn), attempt(List.of(turn))));
            } else {
                failIfSo(group, failure);
            }
        } catch (Error e) {
            group.forEach(turn -> turn.fail(e)); // Those that have ended keep their result.
            throw e;
        }
    }

    private @Nullable RuntimeException attempt(List<Turn<T, R>> group) {
        try {
            var results = write.apply(group.stream().map(Turn::item).toList());
            for (var i = 0; i < group.size(); i++) {
                group.get(i).end(results.get(i));
            }
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void failIfSo(List<Turn<T, R>> group, @Nullable RuntimeException failure) {
        if (failure != null) {
            group.forEach(turn -> turn.fail(failure));
        }
    }
}
