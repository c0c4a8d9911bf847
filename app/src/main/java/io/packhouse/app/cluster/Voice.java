package io.packhouse.app.cluster;

import java.io.PrintStream;

/// What people are told: on a terminal one line that changes while something is under way.
final class Voice {

    private final PrintStream out;
    private final boolean isTerminal;
    private String shown = "";

    Voice(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    synchronized void say(String sentence) {
        clear();
        out.println(sentence);
    }

    synchronized void progress(String what, long seconds) {
        if (isTerminal) {
            out.print("\r\033[K%s … %s s".formatted(what, seconds));
            out.flush();
        } else if (!what.equals(shown)) {
            out.println(what);
        }
        shown = what;
    }

    private void clear() {
        if (isTerminal && !shown.isEmpty()) {
            out.print("\r\033[K");
        }
        shown = "";
    }
}
