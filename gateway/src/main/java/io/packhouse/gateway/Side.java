package io.packhouse.gateway;

/// Who answers: nodes that accept commands, or nodes that answer questions.
public enum Side {
    COMMAND,
    QUERY
}
