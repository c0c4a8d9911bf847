package io.packhouse.broken.command;

/// Breaks: a type is public only for another package of its context.
public class PublicAggregate {}
