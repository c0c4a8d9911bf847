package io.packhouse.broken.projection;

import io.packhouse.broken.command.PublicAggregate;

/// Breaks: projections and queries never decide.
class ProjectionSendsCommand {

    PublicAggregate aggregate() {
        return new PublicAggregate();
    }
}
