package io.packhouse.sandbox.journal;

/// A notice on disk: its subject is the value at that place in the same entry.
public record EventRecord(String id, String type, int subject, boolean delivers) {}
