package io.packhouse.sandbox.model;

public enum CaptureMethod {
    AUTOMATIC,
    MANUAL
}
