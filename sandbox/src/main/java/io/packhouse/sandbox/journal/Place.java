package io.packhouse.sandbox.journal;

/// Where a line stands in the file.
record Place(long start, long end) {}
