package io.packhouse.broken.command;

import org.springframework.beans.factory.annotation.Autowired;

/// Breaks: dependencies are constructor parameters.
class Injected {

    @Autowired
    String needed;
}
