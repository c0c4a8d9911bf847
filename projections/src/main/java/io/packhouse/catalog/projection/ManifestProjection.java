package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.manifest.ManifestContentEvent;
import io.packhouse.catalog.api.manifest.ManifestContentEvent.*;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// The manifest of each pack, by version and line.
@Component
@ProcessingGroup(ManifestProjection.GROUP)
class ManifestProjection {

    static final String GROUP = "projection-manifests";

    private final ProjectionTable manifests;
    private final ProjectionTable lines;

    ManifestProjection(ProjectionSchema schema) {
        manifests = schema.table("manifest");
        lines = schema.table("manifest_line");
    }

    @EventHandler
    void on(ManifestContentEvent event, TrackedEventMessage<?> message) {
        switch (event) {
            case ManifestLinesRecorded e -> {
                for (var i = 0; i < e.lines().size(); i++) {
                    line(e, e.firstLine() + i, e.lines().get(i), EventContext.of(message));
                }
            }
            case ManifestContentCompleted _ -> {} // Shown when a pack publishes it.
        }
    }

    @EventHandler
    void on(PackManifestPublished e, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        manifests.insert(
                Columns.of("pack_id", e.packId())
                        .and("version", e.manifestVersion())
                        .and("content_id", e.contentId())
                        .and("lines", e.lines())
                        .and("units", e.units())
                        .and("position", context.position())
                        .and("published_at", context.at()),
                "pack_id",
                "version");
    }

    @ResetHandler
    void reset() {
        manifests.empty();
        lines.empty();
    }

    private void line(ManifestLinesRecorded event, int number, ManifestLine line, EventContext context) {
        var retail = line.unitRetail();
        lines.insert(
                Columns.of("content_id", event.contentId())
                        .and("line", number)
                        .and("sku", line.sku())
                        .and("product_name", line.productName())
                        .and("quantity", line.quantity())
                        .and("condition", line.condition())
                        .cast("unit_retail_minor", retail == null ? null : retail.amountMinor(), "bigint")
                        .and("currency", retail == null ? null : retail.currency())
                        .and("position", context.position()),
                "content_id",
                "line");
    }
}
