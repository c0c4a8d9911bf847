package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackEvent.*;
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

    private static final String INSERT_PACK = """
            insert into {schema}.pack (pack_id, kind, name, sku, vendor_id, tax_class, status,
                terms_version, contents, prices, position, changed_at)
            values (?, ?, ?, ?, ?, ?, 'DRAFT', ?, cast(? as jsonb), '{}', ?, ?)
            on conflict (pack_id) do nothing
            """;
    private static final String UPDATE_TERMS = """
            update {schema}.pack
            set name = ?, tax_class = ?, contents = cast(? as jsonb), terms_version = ?,
                position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;
    private static final String UPDATE_PRICE = """
            update {schema}.pack
            set prices = prices || jsonb_build_object(cast(? as text), cast(? as bigint)),
                position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;
    private static final String UPDATE_STATUS = """
            update {schema}.pack set status = ?, position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    private static final String UPDATE_PRODUCT = """
            update {schema}.pack set product_id = ?, position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    private static final String UPDATE_IMAGES = """
            update {schema}.pack set images = cast(? as jsonb), position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    /// Written for every event of a pack, even if nothing else in the row changes.
    private static final String UPDATE_VERSION = """
            update {schema}.pack set stream_version = ? where pack_id = ? and stream_version < ?
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
            case PackImagesChanged e -> images(e, context);
            case PackPublished e -> status(e, "PUBLISHED", context);
            case PackLinkedToProduct e -> link(e, context);
            case PackUnpublished e -> status(e, "DRAFT", context);
            case PackArchived e -> status(e, "ARCHIVED", context);
        }
        packs.write(UPDATE_VERSION, context.version(), event.packId(), context.version());
    }

    @ResetHandler
    void reset() {
        packs.empty();
    }

    private void draft(PackDrafted e, EventContext context) {
        packs.write(
                INSERT_PACK,
                e.packId(),
                e.kind(),
                e.name(),
                e.sku(),
                e.vendorId(),
                e.taxClass(),
                e.termsVersion(),
                contents(e.contents()),
                context.position(),
                context.at());
    }

    private void revise(PackTermsRevised e, EventContext context) {
        packs.write(
                UPDATE_TERMS,
                e.name(),
                e.taxClass(),
                contents(e.contents()),
                e.termsVersion(),
                context.position(),
                context.at(),
                e.packId(),
                context.position());
    }

    private void price(PackPriceSet e, EventContext context) {
        packs.write(
                UPDATE_PRICE,
                e.price().currency(),
                e.price().amountMinor(),
                context.position(),
                context.at(),
                e.packId(),
                context.position());
    }

    private void status(PackEvent e, String status, EventContext context) {
        packs.write(UPDATE_STATUS, status, context.position(), context.at(), e.packId(), context.position());
    }

    private void link(PackLinkedToProduct e, EventContext context) {
        packs.write(UPDATE_PRODUCT, e.productId(), context.position(), context.at(), e.packId(), context.position());
    }

    private void images(PackImagesChanged e, EventContext context) {
        packs.write(
                UPDATE_IMAGES,
                json.writeValueAsString(e.images()),
                context.position(),
                context.at(),
                e.packId(),
                context.position());
    }

    private String contents(SortedMap<Sku, Integer> contents) {
        return json.writeValueAsString(contents);
    }
}
