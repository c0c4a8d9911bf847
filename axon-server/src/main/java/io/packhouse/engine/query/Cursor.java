package io.packhouse.engine.query;

/// A position in a list: the sort key and id of the row before it or, going back, after it.
public record Cursor(String key, String id, boolean back) {}
