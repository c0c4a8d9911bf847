package io.packhouse.broken.query;

/// Exists to be seen from the wrong side.
public class Answer {}
