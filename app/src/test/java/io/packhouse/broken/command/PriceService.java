package io.packhouse.broken.command;

/// Breaks: a name that says nothing.
class PriceService {}
