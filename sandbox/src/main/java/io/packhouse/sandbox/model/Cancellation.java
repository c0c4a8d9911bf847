package io.packhouse.sandbox.model;

public record Cancellation(String reason, long at) {}
