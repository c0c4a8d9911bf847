package io.packhouse.catalog.projection;

import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackEvent.PackArchived;
import io.packhouse.catalog.api.PackEvent.PackDrafted;
import io.packhouse.catalog.api.PackEvent.PackImagesChanged;
import io.packhouse.catalog.api.PackEvent.PackLinkedToProduct;
import io.packhouse.catalog.api.PackEvent.PackManifestPublished;
import io.packhouse.catalog.api.PackEvent.PackPriceSet;
import io.packhouse.catalog.api.PackEvent.PackPublished;
import io.packhouse.catalog.api.PackEvent.PackTermsRevised;
import io.packhouse.catalog.api.PackEvent.PackUnpublished;
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

/// What the shop sells, in its newest terms.
@Component
@ProcessingGroup(PackProjection.GROUP)
class PackProjection {

    static final String GROUP = "projection-packs";

    private static final String DRAFT =
            """
            insert into {schema}.pack (pack_id, kind, name, sku, vendor_id, tax_class, status,
                terms_version, contents, prices, position, changed_at)
            values (?, ?, ?, ?, ?, ?, 'DRAFT', ?, cast(? as jsonb), '{}', ?, ?)
            on conflict (pack_id) do nothing
            """;
    private static final String REVISE =
            """
            update {schema}.pack
            set name = ?, tax_class = ?, contents = cast(? as jsonb), terms_version = ?,
                position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;
    private static final String PRICE =
            """
            update {schema}.pack
            set prices = prices || jsonb_build_object(cast(? as text), cast(? as bigint)),
                position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;
    private static final String STATUS =
            """
            update {schema}.pack set status = ?, position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    private static final String TIE =
            """
            update {schema}.pack set product_id = ?, position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    private static final String PICTURE =
            """
            update {schema}.pack set images = cast(? as jsonb), position = ?, changed_at = ?
            where pack_id = ? and position < ?
            """;

    /// After each of its events, those included that change nothing else here.
    private static final String VERSION =
            """
            update {schema}.pack set stream_version = ? where pack_id = ? and stream_version < ?
            """;

    private final JsonMapper json = JsonMapper.shared();
    private final ProjectionTable packs;

    PackProjection(ProjectionSchema schema) {
        packs = schema.table("pack");
    }

    @EventHandler
    void on(PackEvent event, TrackedEventMessage<?> message) {
        var when = EventContext.of(message);
        switch (event) {
            case PackDrafted e -> draft(e, when);
            case PackTermsRevised e -> revise(e, when);
            case PackPriceSet e -> price(e, when);
            case PackManifestPublished _ -> {} // See ManifestProjection.
            case PackImagesChanged e -> picture(e, when);
            case PackPublished e -> status(e, "PUBLISHED", when);
            case PackLinkedToProduct e -> tie(e, when);
            case PackUnpublished e -> status(e, "DRAFT", when);
            case PackArchived e -> status(e, "ARCHIVED", when);
        }
        packs.write(VERSION, when.version(), event.packId(), when.version());
    }

    @ResetHandler
    void reset() {
        packs.empty();
    }

    private void draft(PackDrafted e, EventContext when) {
        packs.write(
                DRAFT,
                e.packId(),
                e.kind(),
                e.name(),
                e.sku(),
                e.vendorId(),
                e.taxClass(),
                e.termsVersion(),
                contents(e.contents()),
                when.position(),
                when.at());
    }

    private void revise(PackTermsRevised e, EventContext when) {
        packs.write(
                REVISE,
                e.name(),
                e.taxClass(),
                contents(e.contents()),
                e.termsVersion(),
                when.position(),
                when.at(),
                e.packId(),
                when.position());
    }

    private void price(PackPriceSet e, EventContext when) {
        packs.write(
                PRICE,
                e.price().currency(),
                e.price().amountMinor(),
                when.position(),
                when.at(),
                e.packId(),
                when.position());
    }

    private void status(PackEvent e, String status, EventContext when) {
        packs.write(STATUS, status, when.position(), when.at(), e.packId(), when.position());
    }

    private void tie(PackLinkedToProduct e, EventContext when) {
        packs.write(TIE, e.productId(), when.position(), when.at(), e.packId(), when.position());
    }

    private void picture(PackImagesChanged e, EventContext when) {
        packs.write(
                PICTURE,
                json.writeValueAsString(e.images()),
                when.position(),
                when.at(),
                e.packId(),
                when.position());
    }

    private String contents(SortedMap<Sku, Integer> contents) {
        return json.writeValueAsString(contents);
    }
}
