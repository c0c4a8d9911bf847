package io.packhouse.broken.api;

/// Breaks, one each: a process always hears an answer, and a command has a handler.
public sealed interface BrokenCommand {

    record Insist() implements BrokenCommand {}

    record Unheard() implements BrokenCommand {}
}
