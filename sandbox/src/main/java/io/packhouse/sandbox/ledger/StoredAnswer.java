package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.FilePosition;

/// An answer under a key: which parameters it belongs to, and where to read it again.
record StoredAnswer(String print, long at, FilePosition place) {}
