package io.packhouse.engine.store;

import java.util.concurrent.atomic.AtomicInteger;

/// A named place at which a test can have the process die, as by SIGKILL: no handler runs, nothing
/// is flushed. `-Dpackhouse.failpoint=<name>:<n>` dies at the n-th time; without it nothing
/// happens.
public final class Failpoint {

    private static final String[] WANTED =
            System.getProperty("packhouse.failpoint", ":0").split(":", 2);
    private static final int TIMES = Integer.parseInt(WANTED[1]);
    private static final AtomicInteger REACHED = new AtomicInteger();

    private Failpoint() {}

    public static void reached(String name) {
        if (TIMES > 0 && WANTED[0].equals(name) && REACHED.incrementAndGet() == TIMES) {
            Runtime.getRuntime().halt(137);
        }
    }
}
