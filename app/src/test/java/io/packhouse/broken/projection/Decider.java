package io.packhouse.broken.projection;

import io.packhouse.broken.command.PublicShell;

/// Breaks: projections and queries never decide.
class Decider {

    PublicShell shell() {
        return new PublicShell();
    }
}
