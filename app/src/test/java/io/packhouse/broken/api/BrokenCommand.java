package io.packhouse.broken.api;

/// Breaks, one each: a process gets an event for every command, and a command has a handler.
public sealed interface BrokenCommand {

    record SentByProcess() implements BrokenCommand {}

    record WithoutHandler() implements BrokenCommand {}
}
