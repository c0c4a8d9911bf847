package io.packhouse.broken.process;

import io.packhouse.broken.api.BrokenCommand.Insist;

/// Asks what may be refused.
class Insistent {

    Insist next() {
        return new Insist();
    }
}
