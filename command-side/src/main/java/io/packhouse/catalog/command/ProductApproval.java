package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogRefusal.ALREADY_APPROVED;
import static io.packhouse.catalog.api.CatalogRefusal.NOT_SUBMITTED;
import static io.packhouse.catalog.api.CatalogRefusal.PRODUCT_INCOMPLETE;
import static io.packhouse.catalog.api.CatalogRefusal.REVISION_CONFLICT;

import io.packhouse.catalog.api.product.ProductCommand.ApproveProduct;
import io.packhouse.catalog.api.product.ProductCommand.RejectProduct;
import io.packhouse.catalog.api.product.ProductEvent;
import io.packhouse.catalog.api.product.ProductEvent.ProductApproved;
import io.packhouse.catalog.api.product.ProductEvent.ProductRejected;
import io.packhouse.catalog.api.product.ProductEvent.ProductSubmitted;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.ProductStatus;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Approval status of a product. A decision of the staff applies only to the revision they
/// reviewed.
record ProductApproval(ProductStatus status, int revision) {

    /// `missing` lists what is required for a review and not there yet.
    List<ProductEvent> submit(ProductId id, List<String> missing) {
        if (status == ProductStatus.SUBMITTED) {
            return List.of();
        }
        if (status == ProductStatus.APPROVED) {
            throw new CommandRejectedException(ALREADY_APPROVED);
        }
        if (!missing.isEmpty()) {
            throw new CommandRejectedException(PRODUCT_INCOMPLETE, Map.of("missing", missing));
        }
        return List.of(new ProductSubmitted(id, revision));
    }

    List<ProductEvent> decide(ApproveProduct command) {
        if (status == ProductStatus.APPROVED && command.revision() == revision) {
            return List.of();
        }
        requireSameRevision(command.revision());
        requireStatus(status == ProductStatus.SUBMITTED);
        return List.of(new ProductApproved(command.productId(), revision));
    }

    List<ProductEvent> decide(RejectProduct command) {
        if (status == ProductStatus.REJECTED && command.revision() == revision) {
            return List.of();
        }
        requireSameRevision(command.revision());
        requireStatus(status == ProductStatus.SUBMITTED || status == ProductStatus.APPROVED);
        return List.of(new ProductRejected(command.productId(), revision, command.reason()));
    }

    /// A change by staff keeps the approval; a change by a vendor requires a new review.
    ProductStatus after(@Nullable VendorId by) {
        return by == null && status == ProductStatus.APPROVED ? status : ProductStatus.DRAFT;
    }

    private void requireSameRevision(int seen) {
        if (seen != revision) {
            throw new CommandRejectedException(REVISION_CONFLICT, Map.of("seen", seen, "revision", revision));
        }
    }

    private void requireStatus(boolean decidable) {
        if (!decidable) {
            throw new CommandRejectedException(NOT_SUBMITTED, Map.of("productStatus", status.name()));
        }
    }
}
