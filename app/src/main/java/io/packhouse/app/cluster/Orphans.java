package io.packhouse.app.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends what a killed cluster left behind: asked first, then made to.
final class Orphans {

    static final String KEEPER = "keeper";
    static final String SCRIPT = "script";

    private static final Duration KEEPER_TIME = Duration.ofSeconds(60);
    private static final Duration CHILD_TIME = Duration.ofSeconds(20);

    private final Book book;
    private final Voice voice;

    Orphans(Book book, Voice voice) {
        this.book = book;
        this.voice = voice;
    }

    /// A keeper whose script was killed has nobody left who could end it.
    void endKeeper() {
        book.find(KEEPER)
                .filter(_ -> book.find(SCRIPT).isEmpty())
                .ifPresent(
                        keeper -> {
                            voice.say("Ending the cluster of a killed run, pid " + keeper.pid());
                            end(List.of(keeper), KEEPER_TIME);
                        });
    }

    /// Only by whoever holds the data folder, when no keeper can be alive.
    void endChildren() {
        var left = new ArrayList<ProcessHandle>();
        book.alive()
                .forEach(
                        (name, process) -> {
                            if (!name.equals(SCRIPT) && !name.equals(KEEPER)) {
                                voice.say(
                                        "Ending %s of a killed run, pid %s"
                                                .formatted(name, process.pid()));
                                left.add(process);
                            }
                        });
        end(left, CHILD_TIME);
        book.keepOnly(Set.of(KEEPER, SCRIPT));
    }

    private static void end(Collection<ProcessHandle> processes, Duration atMost) {
        processes.forEach(ProcessHandle::destroy);
        var all = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, atMost.toSeconds(), TimeUnit.SECONDS)
                .join();
        processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all).completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    }
}
