package io.packhouse.broken.command;

import io.packhouse.broken.query.Answer;
import io.packhouse.inventory.api.Location;

/// Breaks, one each: the command side never reads tables, and a context depends on no other.
class ReadsAnotherContext {

    Answer answer() {
        return new Answer();
    }

    Location location() {
        return Location.MAIN;
    }
}
