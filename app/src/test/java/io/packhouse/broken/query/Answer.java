package io.packhouse.broken.query;

/// A query type that the command side must not use.
public class Answer {}
