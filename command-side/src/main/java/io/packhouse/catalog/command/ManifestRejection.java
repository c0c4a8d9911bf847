package io.packhouse.catalog.command;

/// One thing that is not right: in which row and line, which field, which rule, what it wants, and
/// what stands there (its first hundred characters).
record ManifestRejection(
        int row, long line, String field, String code, String message, String value) {}
