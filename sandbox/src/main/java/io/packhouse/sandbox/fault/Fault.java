package io.packhouse.sandbox.fault;

/// The ways in which a call can fail.
public enum Fault {
    RATE_LIMIT,
    FAIL_BEFORE_WORK,
    FAIL_AFTER_WORK,
    HANG,
    CUT,
    TRUNCATE
}
