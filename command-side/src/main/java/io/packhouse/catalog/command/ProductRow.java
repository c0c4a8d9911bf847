package io.packhouse.catalog.command;

import static io.packhouse.catalog.api.CatalogueRefusal.ROW_INCOMPLETE;

import io.packhouse.catalog.api.ProductId;
import io.packhouse.catalog.api.ProductStatus;
import io.packhouse.shared.api.Refused;
import io.packhouse.shared.api.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a bulk request. CREATE takes `product`; UPDATE `productId` and `text`; DELETE
/// `productId`; PRICE `productId`, `sku` and `price`; STATUS `productId`, the wished `status`
/// (SUBMITTED, APPROVED, REJECTED, ARCHIVED) and, to decide, `revision` and `reason`.
record ProductRow(
        @NotNull Action action,
        @Nullable ProductId productId,
        @Nullable @Valid NewProduct product,
        @Nullable @Valid ProductText text,
        @Nullable Sku sku,
        PackEndpoint.@Nullable @Valid Price price,
        @Nullable ProductStatus status,
        @Nullable @Min(1) Integer revision,
        @Nullable @Size(max = 1_000) String reason) {

    enum Action {
        CREATE,
        UPDATE,
        DELETE,
        PRICE,
        STATUS
    }

    static <T> T need(@Nullable T value, String field) {
        if (value == null) {
            throw new Refused(ROW_INCOMPLETE, Map.of("missing", field));
        }
        return value;
    }
}
