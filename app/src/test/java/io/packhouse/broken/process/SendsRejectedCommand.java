package io.packhouse.broken.process;

import io.packhouse.broken.api.BrokenCommand.SentByProcess;

/// Sends a command whose handler may reject it.
class SendsRejectedCommand {

    SentByProcess next() {
        return new SentByProcess();
    }
}
