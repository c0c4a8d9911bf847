package io.packhouse.broken.command;

/// Breaks: what decides is nobody else's to call.
public class PublicAggregate {}
