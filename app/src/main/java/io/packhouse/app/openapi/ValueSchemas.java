package io.packhouse.app.openapi;

import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.catalog.api.category.CategoryId;
import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.identity.apikey.ApiKeyId;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.loyalty.api.account.AdjustmentId;
import io.packhouse.loyalty.api.account.LoyaltyAccountId;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;

/// Schemas of value types by their JSON form: a text or a number, with its format.
final class ValueSchemas {

    private static final String SKU = "[A-Z0-9][A-Z0-9.-]{0,63}";

    private static final Map<Class<?>, String> TEXTS = Map.ofEntries(
            Map.entry(Currency.class, "[A-Z]{3}"),
            Map.entry(Sku.class, SKU),
            Map.entry(InventoryItemId.class, "inv_[a-z0-9-]{1,32}_" + SKU),
            Map.entry(ReservationId.class, "res_[A-Za-z0-9_.-]{1,96}"),
            Map.entry(PaymentId.class, "pay_[A-Za-z0-9_]{1,80}_[A-Z]{1,16}"),
            Map.entry(OrderId.class, typeId("ord")),
            Map.entry(PackId.class, typeId("pck")),
            Map.entry(ProductId.class, typeId("prd")),
            Map.entry(ImageId.class, "img_[0-9a-f]{64}"),
            Map.entry(CategoryId.class, typeId("cat")),
            Map.entry(BrandId.class, typeId("brd")),
            Map.entry(ApiKeyId.class, typeId("key")),
            Map.entry(PersonId.class, typeId("per")),
            Map.entry(VendorId.class, typeId("ven")),
            Map.entry(LoyaltyAccountId.class, "loy_" + typeId("per")),
            Map.entry(RewardId.class, typeId("rwd")),
            Map.entry(RedemptionId.class, typeId("rdm")),
            Map.entry(AdjustmentId.class, typeId("adj")));

    private ValueSchemas() {}

    static void use() {
        TEXTS.forEach((type, form) -> replace(type, of("string").pattern("^" + form + "$")));
        replace(byte[].class, bytes());
        replace(Quantity.class, of("integer").minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Quantity.MOST)));
    }

    /// Raw bytes; Swagger's default is base64.
    static Schema<?> bytes() {
        return of("string").format("binary");
    }

    private static void replace(Class<?> type, Schema<?> schema) {
        SpringDocUtils.getConfig().replaceWithSchema(type, schema);
    }

    private static String typeId(String prefix) {
        return prefix + "_[0-7][0-9a-hjkmnp-tv-z]{25}";
    }

    private static Schema<Object> of(String type) {
        var schema = new Schema<Object>();
        schema.addType(type);
        schema.setType(type); // Parameters still use the form of OpenAPI 3.0.
        return schema;
    }
}
