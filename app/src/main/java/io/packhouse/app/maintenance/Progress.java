package io.packhouse.app.maintenance;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Progress of a command: on a terminal one changing line, in a pipe a line per tenth, with JSON an
/// object per second. Written to standard error, apart from the result.
public final class Progress {

    public enum Form {
        TERMINAL,
        LINES,
        JSON
    }

    private static final int WIDTH = 12;
    private static final long TENTH_OF_A_SECOND = 100_000_000;
    private static final long SECOND = 1_000_000_000;

    private final PrintStream out;
    private final Form form;
    private String what = "";
    private String unit = "";
    private long total;
    private long done;
    private long begun;
    private long shown;
    private long tenth;

    Progress(PrintStream out, Form form) {
        this.out = out;
        this.form = form;
    }

    public static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), Form.TERMINAL);
    }

    public void begin(String what, long total, String unit) {
        this.what = what;
        this.total = total;
        this.unit = unit;
        done = 0;
        tenth = 0;
        begun = System.nanoTime();
        shown = begun;
        if (form == Form.LINES) {
            out.println(what + " …");
        }
    }

    public void step(long more) {
        done += more;
        var now = System.nanoTime();
        switch (form) {
            case TERMINAL -> {
                if (now - shown >= TENTH_OF_A_SECOND) {
                    shown = now;
                    out.print("\r\033[K" + line());
                    out.flush();
                }
            }
            case LINES -> {
                var reached = total == 0 ? 0 : 10 * Math.min(done, total) / total;
                if (reached > tenth) {
                    tenth = reached;
                    out.println(line());
                }
            }
            case JSON -> {
                if (now - shown >= SECOND) {
                    shown = now;
                    out.println(json());
                }
            }
        }
    }

    public void end() {
        switch (form) {
            case TERMINAL -> {
                out.print("\r\033[K");
                out.flush();
            }
            case LINES -> {}
            case JSON -> out.println(json());
        }
    }

    private String line() {
        var part = total == 0 ? 1.0 : Math.min(1.0, (double) done / total);
        var full = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s  %s%s  %3.0f %%  %,d/%,d %s  %,.0f/s  %d s left",
                what,
                "█".repeat(full),
                "░".repeat(WIDTH - full),
                100 * part,
                done,
                total,
                unit,
                perSecond(),
                secondsLeft());
    }

    private String json() {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "doing", what,
                        "done", done,
                        "total", total,
                        "unit", unit,
                        "perSecond", Math.round(perSecond()),
                        "secondsLeft", secondsLeft()));
    }

    private double perSecond() {
        var seconds = (System.nanoTime() - begun) / (double) SECOND;
        return seconds <= 0 ? 0 : done / seconds;
    }

    private long secondsLeft() {
        var rate = perSecond();
        return rate <= 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
    }
}
