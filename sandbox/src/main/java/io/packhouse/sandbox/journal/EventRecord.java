package io.packhouse.sandbox.journal;

/// A Stripe event in the journal; `subject` is the index of its object in the same entry.
public record EventRecord(String id, String type, int subject, boolean delivers) {}
