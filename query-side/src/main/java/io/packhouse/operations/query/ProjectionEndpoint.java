package io.packhouse.operations.query;

import io.packhouse.engine.door.Requires;
import io.packhouse.engine.projection.ProjectionGroups;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How far the projections are behind the log.
@RestController
@RequestMapping("/api/v1/operations/projections")
class ProjectionEndpoint {

    private final ProjectionGroups groups;

    record Projections(List<ProjectionGroups.Lag> items) {}

    ProjectionEndpoint(ProjectionGroups groups) {
        this.groups = groups;
    }

    @GetMapping
    @Requires("operations")
    Projections lags() {
        return new Projections(groups.lags());
    }
}
