package io.packhouse.catalog.api;

import io.packhouse.shared.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One pack as it can be read. `inventory` is how many whole packs the stock of its contents gives
/// now; the first of its images stands for it, and an offer without images of its own shows its
/// product's; `status` is DRAFT, PUBLISHED or ARCHIVED; `price` is net of tax, one amount a
/// currency.
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
