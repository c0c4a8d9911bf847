package io.packhouse.engine.eventstore;

import java.util.concurrent.atomic.AtomicInteger;

/// A named place at which a test can kill the process, as by SIGKILL: no handler runs, nothing is
/// flushed. `-Dpackhouse.failpoint=<name>:<n>` kills it at the n-th pass; without it nothing
/// happens.
public final class Failpoint {

    private static final String WANTED = System.getProperty("packhouse.failpoint", "");
    private static final String NAME = WANTED.replaceFirst(":.*", "");
    private static final int TIMES = WANTED.contains(":") ? Integer.parseInt(WANTED.substring(NAME.length() + 1)) : 0;
    private static final AtomicInteger REACHED = new AtomicInteger();

    private Failpoint() {}

    public static void reached(String name) {
        if (TIMES > 0 && NAME.equals(name) && REACHED.incrementAndGet() == TIMES) {
            Runtime.getRuntime().halt(137);
        }
    }
}
