package io.packhouse.sandbox.money;

public record Cancellation(String reason, long at) {}
