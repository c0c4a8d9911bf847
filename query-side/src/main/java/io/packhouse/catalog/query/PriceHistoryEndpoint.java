package io.packhouse.catalog.query;

import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackRefusal;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Open;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.api.ShopCurrencies;
import jakarta.validation.constraints.Pattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What something has cost, the newest change first.
@RestController
@ReadsFrom({"projection-price-history", "projection-catalogue", "projection-packs"})
class PriceHistoryEndpoint {

    private static final String STAFF = "catalog:write";

    /// What was in force in the 30 days before a change, a price that began earlier and lasted into
    /// them included.
    private static final String SELECT =
            """
            select c.*, (
                select min(f.amount_minor) from read.price_in_force f
                where f.pack_id = c.pack_id and f.currency = c.currency and f.begun < c.position
                    and coalesce(f.ended_at, c.at) > c.at - interval '30 days') as lowest
            from (
                select *, lead(position) over (partition by pack_id, currency order by position)
                    as following
                from read.price_change where pack_id = any (?)) c
            where true
            """;

    private static final String SOLD_AT =
            """
             and exists (
                select from read.price_in_force f
                where f.pack_id = c.pack_id and f.currency = c.currency
                    and f.begun >= c.position and (following is null or f.begun < following))
            """;

    private static final Keyset<PriceChange> LIST =
            new Keyset<>(
                    SELECT,
                    "c.position",
                    Long::valueOf,
                    true,
                    (row, _) -> change(row),
                    PriceChange::position);

    private final JdbcClient jdbc;
    private final ProductQueries products;
    private final Cursors cursors;

    /// One change of one price, net of tax. `before` is what it replaced; `lowestIn30DaysBefore`
    /// the lowest at which it could be bought in the 30 days before the change, none when it could
    /// not be bought then.
    record PriceChange(
            long position,
            String packId,
            Money price,
            @Nullable Money before,
            @Nullable Money lowestIn30DaysBefore,
            Instant at) {}

    PriceHistoryEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            ProductQueries products,
            Cursors cursors) {
        jdbc = JdbcClient.create(reader);
        this.products = products;
        this.cursors = cursors;
    }

    /// Prices at which the pack was sold; who writes the catalogue sees also those it was not.
    @GetMapping("/api/v1/packs/{id}/price-history")
    @Open
    Listing<PriceChange> ofPack(
            @PathVariable PackId id,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = ShopCurrencies.FORM, message = ShopCurrencies.WANTED)
                    String currency,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var pack =
                jdbc.sql("select pack_id from read.pack where pack_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .optional()
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                PackRefusal.UNKNOWN_PACK,
                                                Map.of("packId", id.value())));
        var pages = pages("/api/v1/packs/" + id, currency, limit, cursor);
        return read(pages, List.of(pack), currency, caller.may(STAFF));
    }

    /// The same for all variants of a product; its vendor sees also what was not sold at.
    @GetMapping("/api/v1/products/{id}/price-history")
    @Open
    Listing<PriceChange> ofProduct(
            @PathVariable ProductId id,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = ShopCurrencies.FORM, message = ShopCurrencies.WANTED)
                    String currency,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var view = ProductsEndpoint.visible(products, id, caller).view();
        var packs = view.variants().stream().map(CatalogueViews.VariantView::packId).toList();
        var pages = pages("/api/v1/products/" + id, currency, limit, cursor);
        return read(pages, packs, currency, ProductsEndpoint.isOwn(view.product(), caller));
    }

    private Pages pages(String of, @Nullable String currency, int limit, @Nullable String cursor) {
        var set = new TreeMap<String, String>();
        if (currency != null) {
            set.put("currency", currency);
        }
        return Pages.of(cursors, of + "/price-history", set, limit, cursor);
    }

    private Listing<PriceChange> read(
            Pages pages, List<String> packs, @Nullable String currency, boolean all) {
        var values = new ArrayList<@Nullable Object>();
        values.add(packs.toArray(String[]::new));
        if (currency != null) {
            values.add(currency);
        }
        return LIST.read(
                jdbc,
                pages,
                (all ? "" : SOLD_AT) + (currency == null ? "" : " and c.currency = ?"),
                values);
    }

    private static PriceChange change(ResultSet row) throws SQLException {
        return new PriceChange(
                row.getLong("position"),
                row.getString("pack_id"),
                new Money(row.getLong("amount_minor"), currency(row)),
                money(row, "before_minor"),
                money(row, "lowest"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getObject(column, Long.class);
        return amount == null ? null : new Money(amount, currency(row));
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }
}
