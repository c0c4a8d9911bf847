package io.packhouse.sandbox.money;

public enum CaptureMethod {
    AUTOMATIC,
    MANUAL
}
