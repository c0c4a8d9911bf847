package io.packhouse.broken.command;

/// Breaks: types of the command and query side are package-private.
public class PublicAggregate {}
