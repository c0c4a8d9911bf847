package io.packhouse.broken.command;

import org.springframework.beans.factory.annotation.Autowired;

/// Breaks: what a class needs stands in its constructor.
class Injected {

    @Autowired String needed;
}
