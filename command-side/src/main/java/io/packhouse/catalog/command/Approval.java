package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.ALREADY_APPROVED;
import static io.packhouse.catalog.api.CatalogueRefusal.INCOMPLETE;
import static io.packhouse.catalog.api.CatalogueRefusal.NOT_SUBMITTED;
import static io.packhouse.catalog.api.CatalogueRefusal.REVISED_SINCE;

import io.packhouse.catalog.api.ProductCommand.ApproveProduct;
import io.packhouse.catalog.api.ProductCommand.RejectProduct;
import io.packhouse.catalog.api.ProductEvent;
import io.packhouse.catalog.api.ProductEvent.ProductApproved;
import io.packhouse.catalog.api.ProductEvent.ProductRejected;
import io.packhouse.catalog.api.ProductEvent.ProductSubmitted;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.api.ProductStatus;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a product has come with the staff who look at it before it is sold. What they decide
/// holds for the revision they saw and no other.
record Approval(ProductStatus status, int revision) {

    /// `missing` is what it lacks to be looked at.
    List<ProductEvent> submit(ProductId id, List<String> missing) {
        if (status == ProductStatus.SUBMITTED) {
            return List.of();
        }
        if (status == ProductStatus.APPROVED) {
            throw new Refused(ALREADY_APPROVED);
        }
        if (!missing.isEmpty()) {
            throw new Refused(INCOMPLETE, Map.of("missing", missing));
        }
        return List.of(new ProductSubmitted(id, revision));
    }

    List<ProductEvent> decide(ApproveProduct ask) {
        if (status == ProductStatus.APPROVED && ask.revision() == revision) {
            return List.of();
        }
        mustBeWhatWasSeen(ask.revision());
        mustBe(status == ProductStatus.SUBMITTED);
        return List.of(new ProductApproved(ask.productId(), revision));
    }

    List<ProductEvent> decide(RejectProduct ask) {
        if (status == ProductStatus.REJECTED && ask.revision() == revision) {
            return List.of();
        }
        mustBeWhatWasSeen(ask.revision());
        mustBe(status == ProductStatus.SUBMITTED || status == ProductStatus.APPROVED);
        return List.of(new ProductRejected(ask.productId(), revision, ask.reason()));
    }

    /// Staff may change what is approved; what a vendor changes has to be looked at again.
    ProductStatus after(@Nullable VendorId by) {
        return by == null && status == ProductStatus.APPROVED ? status : ProductStatus.DRAFT;
    }

    private void mustBeWhatWasSeen(int seen) {
        if (seen != revision) {
            throw new Refused(REVISED_SINCE, Map.of("seen", seen, "revision", revision));
        }
    }

    private void mustBe(boolean decidable) {
        if (!decidable) {
            throw new Refused(NOT_SUBMITTED, Map.of("productStatus", status.name()));
        }
    }
}
