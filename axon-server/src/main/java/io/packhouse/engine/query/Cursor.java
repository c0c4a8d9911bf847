package io.packhouse.engine.query;

/// A place in a list: the row it follows or, going back, precedes, by its sort key and its id.
public record Cursor(String key, String id, boolean back) {}
