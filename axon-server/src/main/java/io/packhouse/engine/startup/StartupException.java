package io.packhouse.engine.startup;

/// Startup failed: one sentence with the reason, and one with the remedy.
public final class StartupException extends RuntimeException {

    public enum Reason {
        FOLDER_LOCKED,
        FOLDER_UNUSABLE,
        WRONG_KIND,
        NOT_EMPTY,
        UNFINISHED,
        NO_USER_NAMESPACES,
        NO_BINARIES,
        DATABASE_SILENT,
        UNSAFE_DATABASE,
        BAD_SETTING
    }

    private final Reason reason;
    private final String advice;

    public StartupException(Reason reason, String sentence, String advice) {
        super(sentence);
        this.reason = reason;
        this.advice = advice;
    }

    public Reason reason() {
        return reason;
    }

    public String advice() {
        return advice;
    }
}
