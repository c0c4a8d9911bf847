package io.packhouse.catalog.command.manifest.file;

/// One invalid field: row, line of the file, field, violated rule, message, and the first hundred
/// characters of the value.
public record ManifestRejection(int row, long line, String field, String code, String message, String value) {}
