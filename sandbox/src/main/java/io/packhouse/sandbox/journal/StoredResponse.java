package io.packhouse.sandbox.journal;

/// A response as it was sent, byte for byte.
public record StoredResponse(int status, String body) {}
