package io.packhouse.broken.projection;

import io.packhouse.broken.command.PublicDecision;

/// Breaks: projections and queries never decide.
class ProjectionSendsCommand {

    PublicDecision decision() {
        return new PublicDecision();
    }
}
