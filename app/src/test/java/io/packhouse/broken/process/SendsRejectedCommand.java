package io.packhouse.broken.process;

import io.packhouse.broken.api.BrokenCommand.*;

/// Sends a command whose handler may reject it.
class SendsRejectedCommand {

    SentByProcess next() {
        return new SentByProcess();
    }
}
