package io.packhouse.inventory.query;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.InventoryRefusal;
import io.packhouse.inventory.api.Location;
import io.packhouse.inventory.api.StockView;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The stock of each item, and how much is available.
@RestController
@RequestMapping("/api/v1/inventory")
@ReadsProjections("projection-stock")
class StockEndpoint {

    private static final String READ = "inventory:read";

    private final StockQueries stock;
    private final CursorCodec cursorCodec;

    record AvailabilityRequest(@NotNull List<@NotNull Sku> skus) {}

    record Statuses(List<StockView> items, List<Sku> unknown) {}

    StockEndpoint(StockQueries stock, CursorCodec cursorCodec) {
        this.stock = stock;
        this.cursorCodec = cursorCodec;
    }

    /// All items by id. `lowStock` returns those at or below their low-stock threshold, `q` those
    /// whose SKU starts with it.
    @GetMapping
    @RequiresScope(READ)
    KeysetPage<StockView> list(
            @RequestParam(defaultValue = "false") boolean lowStock,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (lowStock) {
            filter.put("lowStock", "true");
        }
        if (q != null && !q.isBlank()) {
            filter.put("q", q.strip());
        }
        return stock.list(
                KeysetPageRequest.of(cursorCodec, "/api/v1/inventory", filter, limit, cursor),
                lowStock,
                filter.get("q"));
    }

    /// One SKU at the main location.
    @GetMapping("/{sku}")
    @RequiresScope(READ)
    ResponseEntity<StockView> ofSku(@PathVariable Sku sku, WebRequest request) {
        return one(InventoryItemId.at(Location.MAIN, sku), request);
    }

    @GetMapping("/items/{item}")
    @RequiresScope(READ)
    ResponseEntity<StockView> ofItem(@PathVariable InventoryItemId item, WebRequest request) {
        return one(item, request);
    }

    /// At most 200 SKUs in one request; `unknown` lists those never received.
    @PostMapping("/status")
    @RequiresScope(READ)
    Statuses status(@Valid @RequestBody AvailabilityRequest body) {
        if (body.skus().size() > KeysetPageRequest.MOST) {
            throw new CommandRejectedException(
                    KeysetPageRequest.Limit.LIMIT_OUT_OF_RANGE, Map.of("most", KeysetPageRequest.MOST));
        }
        var found = stock.all(body.skus());
        var known = found.stream().map(StockView::sku).toList();
        return new Statuses(
                found,
                body.skus().stream().filter(sku -> !known.contains(sku.value())).toList());
    }

    private ResponseEntity<StockView> one(InventoryItemId item, WebRequest request) {
        var row = stock.one(item)
                .orElseThrow(() ->
                        new CommandRejectedException(InventoryRefusal.UNKNOWN_ITEM, Map.of("itemId", item.value())));
        return ETags.own(request, String.valueOf(row.position()), row.view());
    }
}
