package io.packhouse.catalog.http;

import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.shared.api.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.util.ArrayList;
import java.util.List;

/// One row of a bulk request. CREATE takes `product`; UPDATE `productId` and `text`; DELETE
/// `productId`; PRICE `productId`, `sku` and `price`; STATUS `productId`, the requested `status`
/// and, for a decision, `revision` and `reason`. `groups` lists the fields that the row's action
/// requires.
record ProductRow(
        @NotNull Action action,
        @NotNull(groups = Known.class) ProductId productId,
        @NotNull(groups = Created.class) @Valid CreateProductBody product,
        @NotNull(groups = Updated.class) @Valid ProductDetailsBody text,
        @NotNull(groups = Priced.class) Sku sku,
        @NotNull(groups = Priced.class) @Valid PackEndpoint.Price price,
        @NotNull(groups = Moved.class) TargetStatus status,
        @NotNull(groups = Decided.class) @Min(1) Integer revision,

        @NotBlank(groups = Rejected.class) @Size(max = 1_000)
        String reason) {

    enum Action {
        CREATE,
        UPDATE,
        DELETE,
        PRICE,
        STATUS
    }

    /// The statuses that can be requested; a product cannot become a draft again.
    enum TargetStatus {
        SUBMITTED,
        APPROVED,
        REJECTED,
        ARCHIVED
    }

    private interface Known {}

    private interface Created {}

    private interface Updated {}

    private interface Priced {}

    private interface Moved {}

    private interface Decided {}

    private interface Rejected {}

    /// The fields that the row's action requires, as validation groups.
    Class<?>[] groups() {
        var groups = new ArrayList<Class<?>>(List.of(Default.class));
        switch (action) {
            case null -> {}
            case CREATE -> groups.add(Created.class);
            case UPDATE -> groups.addAll(List.of(Known.class, Updated.class));
            case DELETE -> groups.add(Known.class);
            case PRICE -> groups.addAll(List.of(Known.class, Priced.class));
            case STATUS -> {
                groups.addAll(List.of(Known.class, Moved.class));
                groups.addAll(requestedStatus());
            }
        }
        return groups.toArray(Class<?>[]::new);
    }

    private List<Class<?>> requestedStatus() {
        return switch (status) {
            case null -> List.of();
            case SUBMITTED, ARCHIVED -> List.of();
            case APPROVED -> List.of(Decided.class);
            case REJECTED -> List.of(Decided.class, Rejected.class);
        };
    }
}
