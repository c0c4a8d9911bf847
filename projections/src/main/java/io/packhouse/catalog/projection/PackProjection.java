package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.shared.api.Sku;
import java.util.SortedMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The packs with their current terms.
@Component
@ProcessingGroup(PackProjection.GROUP)
class PackProjection {

    static final String GROUP = "projection-packs";

    private static final String UPDATE_PRICE = """
            update {schema}.pack
            set prices = prices || jsonb_build_object(cast(:currency as text), cast(:amount_minor as bigint)),
                position = :position, changed_at = :changed_at
            where pack_id = :pack_id and position < :position
            """;

    private final JsonMapper json = JsonMapper.shared();
    private final ProjectionTable packs;

    PackProjection(ProjectionSchema schema) {
        packs = schema.table("pack");
    }

    @EventHandler
    void on(PackEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case PackDrafted e -> draft(e, context);
            case PackTermsRevised e -> revise(e, context);
            case PackPriceSet e -> price(e, context);
            case PackManifestPublished _ -> {} // See ManifestProjection.
            case PackImagesChanged e ->
                change(e, context, Columns.none().json("images", json.writeValueAsString(e.images())));
            case PackPublished e -> change(e, context, Columns.of("status", "PUBLISHED"));
            case PackLinkedToProduct e -> change(e, context, Columns.of("product_id", e.productId()));
            case PackUnpublished e -> change(e, context, Columns.of("status", "DRAFT"));
            case PackArchived e -> change(e, context, Columns.of("status", "ARCHIVED"));
        }
        // Written for every event of a pack, even if nothing else in the row changes.
        packs.update(key(event), Columns.of("stream_version", context.version()), "stream_version");
    }

    @ResetHandler
    void reset() {
        packs.empty();
    }

    private void draft(PackDrafted e, EventContext context) {
        packs.insert(
                key(e).and("kind", e.kind())
                        .and("name", e.name())
                        .and("sku", e.sku())
                        .and("vendor_id", e.vendorId())
                        .and("tax_class", e.taxClass())
                        .and("status", "DRAFT")
                        .and("terms_version", e.termsVersion())
                        .json("contents", contents(e.contents()))
                        .json("prices", "{}")
                        .changedBy(context),
                "pack_id");
    }

    private void revise(PackTermsRevised e, EventContext context) {
        var terms = Columns.of("name", e.name())
                .and("tax_class", e.taxClass())
                .json("contents", contents(e.contents()))
                .and("terms_version", e.termsVersion());
        change(e, context, terms);
    }

    private void price(PackPriceSet e, EventContext context) {
        packs.write(
                UPDATE_PRICE,
                key(e).and("currency", e.price().currency())
                        .and("amount_minor", e.price().amountMinor())
                        .changedBy(context));
    }

    private void change(PackEvent e, EventContext context, Columns changes) {
        packs.update(key(e), context, changes);
    }

    private static Columns key(PackEvent e) {
        return Columns.of("pack_id", e.packId());
    }

    private String contents(SortedMap<Sku, Integer> contents) {
        return json.writeValueAsString(contents);
    }
}
