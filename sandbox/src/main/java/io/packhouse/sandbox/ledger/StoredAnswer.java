package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.FilePosition;

/// A stored response: the fingerprint of its parameters, and its place in the journal.
record StoredAnswer(String print, long at, FilePosition place) {}
