package io.packhouse.catalog.query.product;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackRefusal;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.SupportedCurrencies;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Price changes, newest first.
@RestController
@ReadsProjections({"projection-price-history", "projection-catalog", "projection-packs"})
class PriceHistoryEndpoint {

    private static final String STAFF = "catalog:write";

    private final PriceHistory history;
    private final ProductQueries products;
    private final CursorCodec cursorCodec;

    PriceHistoryEndpoint(PriceHistory history, ProductQueries products, CursorCodec cursorCodec) {
        this.history = history;
        this.products = products;
        this.cursorCodec = cursorCodec;
    }

    /// Prices at which the pack was on sale; callers who may write the catalog also see other
    /// prices.
    @GetMapping("/api/v1/packs/{id}/price-history")
    @PublicEndpoint
    KeysetPage<PriceHistory.PriceChange> ofPack(
            @PathVariable PackId id,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
                    String currency,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (!history.knows(id)) {
            throw new CommandRejectedException(PackRefusal.UNKNOWN_PACK, Map.of("packId", id.value()));
        }
        var pages = pages("/api/v1/packs/" + id, currency, limit, cursor);
        return history.read(pages, List.of(id.value()), currency, caller.may(STAFF));
    }

    /// The price changes of all variants of a product; its vendor also sees prices that were never
    /// on sale.
    @GetMapping("/api/v1/products/{id}/price-history")
    @PublicEndpoint
    KeysetPage<PriceHistory.PriceChange> ofProduct(
            @PathVariable ProductId id,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
                    String currency,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var view = ProductsEndpoint.visible(products, id, caller).view();
        var packs =
                view.variants().stream().map(CatalogViews.VariantView::packId).toList();
        var pages = pages("/api/v1/products/" + id, currency, limit, cursor);
        return history.read(pages, packs, currency, ProductsEndpoint.isOwn(view.product(), caller));
    }

    private KeysetPageRequest pages(String of, @Nullable String currency, int limit, @Nullable String cursor) {
        var set = new TreeMap<String, String>();
        if (currency != null) {
            set.put("currency", currency);
        }
        return KeysetPageRequest.of(cursorCodec, of + "/price-history", set, limit, cursor);
    }
}
