package io.packhouse.catalog.http;

import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
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

/// Maintenance and approval of products by vendors and staff.
@RestController
@RequestMapping("/api/v1/products")
class ProductEndpoint {

    private final ProductCommandSender requests;

    record Approval(@NotNull @Min(1) Integer revision) {}

    record Rejection(
            @NotNull @Min(1) Integer revision,
            @NotBlank @Size(max = 1_000) String reason) {}

    ProductEndpoint(ProductCommandSender requests) {
        this.requests = requests;
    }

    /// Creates a product with an offer for each variant; it is on sale once it is approved. 409
    /// SKU_TAKEN, and nothing is created, when another product has the SKU.
    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> draft(@Valid @RequestBody CreateProductBody body, Caller caller) {
        var drafted = requests.open(body, caller);
        return CommandDispatcher.created(drafted, URI.create("/api/v1/products/" + drafted.id()));
    }

    /// Changes the description. A vendor's change takes an approved product off sale until it is
    /// approved again; a change by staff does not.
    @PutMapping("/{id}")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> revise(
            @PathVariable ProductId id, @Valid @RequestBody ProductDetailsBody body, Caller caller) {
        return CommandDispatcher.ok(requests.revise(id, body, caller));
    }

    /// Archives the product and its offers permanently; history is never deleted.
    @DeleteMapping("/{id}")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> delete(@PathVariable ProductId id, Caller caller) {
        return CommandDispatcher.ok(requests.archive(id, caller));
    }

    @PostMapping("/{id}/archive")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> archive(@PathVariable ProductId id, Caller caller) {
        return delete(id, caller);
    }

    /// Adds a variant with its own offer.
    @PostMapping("/{id}/variants")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> addVariant(
            @PathVariable ProductId id, @Valid @RequestBody VariantBody body, Caller caller) {
        return CommandDispatcher.ok(requests.add(id, body, caller));
    }

    /// Archives the variant and its offer permanently.
    @DeleteMapping("/{id}/variants/{sku}")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> retireVariant(@PathVariable ProductId id, @PathVariable Sku sku, Caller caller) {
        return CommandDispatcher.ok(requests.retire(id, sku, caller));
    }

    /// Sets the price of a variant in that currency, net of tax. Needs no new approval.
    @PostMapping("/{id}/variants/{sku}/prices")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> priceVariant(
            @PathVariable ProductId id,
            @PathVariable Sku sku,
            @Valid @RequestBody PackEndpoint.Price body,
            Caller caller) {
        return CommandDispatcher.ok(requests.price(id, sku, body.money(), caller));
    }

    /// Submits the product for approval. 409 PRODUCT_INCOMPLETE lists what is missing.
    @PostMapping("/{id}/submit")
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<CommandReceipt> submit(@PathVariable ProductId id, Caller caller) {
        return CommandDispatcher.ok(requests.submit(id, caller));
    }

    /// Approves that revision for sale. 409 REVISION_CONFLICT when the product has a newer
    /// revision.
    @PostMapping("/{id}/approve")
    @RequiresScope(ProductCommandSender.APPROVE)
    ResponseEntity<CommandReceipt> approve(
            @PathVariable ProductId id, @Valid @RequestBody Approval body, Caller caller) {
        return CommandDispatcher.ok(requests.approve(id, body.revision(), caller));
    }

    /// Rejects the product, or withdraws its approval, with a reason.
    @PostMapping("/{id}/reject")
    @RequiresScope(ProductCommandSender.APPROVE)
    ResponseEntity<CommandReceipt> reject(
            @PathVariable ProductId id, @Valid @RequestBody Rejection body, Caller caller) {
        return CommandDispatcher.ok(requests.reject(id, body.revision(), body.reason(), caller));
    }
}
