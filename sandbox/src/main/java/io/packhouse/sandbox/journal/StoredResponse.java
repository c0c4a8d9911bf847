package io.packhouse.sandbox.journal;

/// What was said to the caller, word for word.
public record StoredResponse(int status, String body) {}
