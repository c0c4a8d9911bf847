package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.manifest.ManifestContentEvent;
import io.packhouse.catalog.api.manifest.ManifestContentEvent.*;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.catalog.api.pack.PackEvent.*;
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

    private static final String INSERT_MANIFEST = """
            insert into {schema}.manifest (pack_id, version, content_id, lines, units, position,
                published_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (pack_id, version) do nothing
            """;
    private static final String INSERT_LINE = """
            insert into {schema}.manifest_line (content_id, line, sku, product_name, quantity,
                condition, unit_retail_minor, currency, position)
            values (?, ?, ?, ?, ?, ?, cast(? as bigint), ?, ?)
            on conflict (content_id, line) do nothing
            """;

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
        manifests.write(
                INSERT_MANIFEST,
                e.packId(),
                e.manifestVersion(),
                e.contentId(),
                e.lines(),
                e.units(),
                context.position(),
                context.at());
    }

    @ResetHandler
    void reset() {
        manifests.empty();
        lines.empty();
    }

    private void line(ManifestLinesRecorded event, int number, ManifestLine line, EventContext context) {
        var retail = line.unitRetail();
        lines.write(
                INSERT_LINE,
                event.contentId(),
                number,
                line.sku(),
                line.productName(),
                line.quantity(),
                line.condition(),
                retail == null ? null : retail.amountMinor(),
                retail == null ? null : retail.currency(),
                context.position());
    }
}
