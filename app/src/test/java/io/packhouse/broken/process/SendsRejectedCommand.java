package io.packhouse.broken.process;

import io.packhouse.broken.api.BrokenCommand.Insist;

/// Asks what may be refused.
class SendsRejectedCommand {

    Insist next() {
        return new Insist();
    }
}
