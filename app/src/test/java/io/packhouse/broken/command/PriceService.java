package io.packhouse.broken.command;

/// Breaks: a name states what the type is.
class PriceService {}
