package io.packhouse.sandbox.fault;

/// The ways a call can go wrong.
public enum Fault {
    RATE_LIMIT,
    FAIL_BEFORE_WORK,
    FAIL_AFTER_WORK,
    HANG,
    CUT,
    TRUNCATE
}
