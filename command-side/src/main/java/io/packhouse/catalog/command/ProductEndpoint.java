package io.packhouse.catalog.command;

import io.packhouse.catalog.api.ProductId;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.door.Requires;
import io.packhouse.shared.api.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Products as vendors and the shop's staff see them who make them and let them be sold.
@RestController
@RequestMapping("/api/v1/products")
class ProductEndpoint {

    private final ProductRequests requests;

    record Approval(@NotNull @Min(1) Integer revision) {}

    record Rejection(
            @NotNull @Min(1) Integer revision, @NotBlank @Size(max = 1_000) String reason) {}

    ProductEndpoint(ProductRequests requests) {
        this.requests = requests;
    }

    /// Opens a product and an offer for each variant; nobody can buy it until it is approved. 409
    /// SKU_TAKEN, and nothing is opened, when another product has the SKU.
    @PostMapping
    @Keyed
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> draft(@Valid @RequestBody NewProduct body, Caller caller) {
        var drafted = requests.open(body, caller);
        return Doors.created(drafted, URI.create("/api/v1/products/" + drafted.id()));
    }

    /// Changes what people read. A vendor's change takes an approved product off sale until it is
    /// approved again; staff's does not.
    @PutMapping("/{id}")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> revise(
            @PathVariable ProductId id, @Valid @RequestBody ProductText body, Caller caller) {
        return Doors.ok(requests.revise(id, body, caller));
    }

    /// Ends it and its offers for good; history is never deleted.
    @DeleteMapping("/{id}")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> delete(@PathVariable ProductId id, Caller caller) {
        return Doors.ok(requests.archive(id, caller));
    }

    @PostMapping("/{id}/archive")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> archive(@PathVariable ProductId id, Caller caller) {
        return delete(id, caller);
    }

    /// One more variant, with an offer of its own.
    @PostMapping("/{id}/variants")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> addVariant(
            @PathVariable ProductId id, @Valid @RequestBody NewVariant body, Caller caller) {
        return Doors.ok(requests.add(id, body, caller));
    }

    /// Ends the variant and its offer for good.
    @DeleteMapping("/{id}/variants/{sku}")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> retireVariant(
            @PathVariable ProductId id, @PathVariable Sku sku, Caller caller) {
        return Doors.ok(requests.retire(id, sku, caller));
    }

    /// What one costs in that currency, net of tax. Needs no new approval.
    @PostMapping("/{id}/variants/{sku}/prices")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> priceVariant(
            @PathVariable ProductId id,
            @PathVariable Sku sku,
            @Valid @RequestBody PackEndpoint.Price body,
            Caller caller) {
        return Doors.ok(requests.price(id, sku, body.money(), caller));
    }

    /// Asks for approval. 409 INCOMPLETE names what is missing.
    @PostMapping("/{id}/submit")
    @Requires(ProductRequests.WRITE)
    ResponseEntity<Recorded> submit(@PathVariable ProductId id, Caller caller) {
        return Doors.ok(requests.submit(id, caller));
    }

    /// Lets that revision be sold. 409 REVISED_SINCE when it is another by now.
    @PostMapping("/{id}/approve")
    @Requires(ProductRequests.APPROVE)
    ResponseEntity<Recorded> approve(
            @PathVariable ProductId id, @Valid @RequestBody Approval body, Caller caller) {
        return Doors.ok(requests.approve(id, body.revision(), caller));
    }

    /// Does not let it be sold, or no longer, and says why.
    @PostMapping("/{id}/reject")
    @Requires(ProductRequests.APPROVE)
    ResponseEntity<Recorded> reject(
            @PathVariable ProductId id, @Valid @RequestBody Rejection body, Caller caller) {
        return Doors.ok(requests.reject(id, body.revision(), body.reason(), caller));
    }
}
