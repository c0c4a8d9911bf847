package io.packhouse.catalog.api.pack;

import io.packhouse.catalog.api.image.ImageView;
import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A pack in a read model. `inventory` is the number of whole packs that the stock of its contents
/// allows; an offer without images of its own shows its product's; `status` is DRAFT, PUBLISHED or
/// ARCHIVED; `price` has one amount per currency, net of tax.
public record PackView(
        String packId,
        String kind,
        String name,
        String sku,
        String vendorId,
        String taxClass,
        String status,
        int termsVersion,
        Map<String, Integer> contents,
        List<Money> price,
        int inventory,
        List<ImageView> images,
        Instant changedAt) {}
