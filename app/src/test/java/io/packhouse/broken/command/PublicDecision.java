package io.packhouse.broken.command;

/// A decision that a projection must not use.
public class PublicDecision {}
