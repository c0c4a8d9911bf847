package io.packhouse.operations.query;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.projection.ProjectionProgress;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The lag of the projections behind the event log.
@RestController
@RequestMapping("/api/v1/operations/projections")
class ProjectionEndpoint {

    private final ProjectionProgress groups;

    record Projections(List<ProjectionProgress.Lag> items) {}

    ProjectionEndpoint(ProjectionProgress groups) {
        this.groups = groups;
    }

    @GetMapping
    @RequiresScope("operations")
    Projections lags() {
        return new Projections(groups.lags());
    }
}
