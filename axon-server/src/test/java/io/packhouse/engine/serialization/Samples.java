package io.packhouse.engine.serialization;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A complete, constant example of every message, created from its components.
public final class Samples {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("PackId", "pck_01jd0000000000000000000001"),
            Map.entry("ProductId", "prd_01jd0000000000000000000001"),
            Map.entry("CategoryId", "cat_01jd0000000000000000000001"),
            Map.entry("BrandId", "brd_01jd0000000000000000000001"),
            Map.entry("CategoryTreeId", "ctr_main"),
            Map.entry("OrderId", "ord_01jd0000000000000000000001"),
            Map.entry("PersonId", "per_01jd0000000000000000000001"),
            Map.entry("VendorId", "ven_01jd0000000000000000000001"),
            Map.entry("PaymentId", "pay_ord_01jd0000000000000000000001_FULL"),
            Map.entry("InventoryItemId", "inv_main_TEA-1"),
            Map.entry("ReservationId", "res_ord_01jd0000000000000000000001_1"),
            Map.entry("StockMovementId", "mov_1"),
            Map.entry("OwnerReference", "ord_01jd0000000000000000000001"),
            Map.entry("ManifestContentId", "mfc_" + "0f".repeat(32)),
            Map.entry("ImageId", "img_" + "0f".repeat(32)),
            Map.entry("PlatformSettingsId", "set_platform"),
            Map.entry("OrderNumber", "PH-000000018"),
            Map.entry("LoyaltyAccountId", "loy_per_01jd0000000000000000000001"),
            Map.entry("PurchaseId", "pur_ord_01jd0000000000000000000001"),
            Map.entry("LotId", "lot_ord_01jd0000000000000000000001_1"),
            Map.entry("RewardId", "rwd_01jd0000000000000000000001"),
            Map.entry("RedemptionId", "rdm_01jd0000000000000000000001"),
            Map.entry("AdjustmentId", "adj_01jd0000000000000000000001"),
            Map.entry("Sku", "TEA-1"));

    private Samples() {}

    public static Object of(Class<?> type) {
        return value(type, type, "");
    }

    private static Object value(Class<?> type, Type generic, String name) {
        if (type == String.class) {
            return name;
        } else if (type == int.class || type == Integer.class) {
            return 3;
        } else if (type == long.class || type == Long.class) {
            return 1299L;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.parse("2026-11-21T12:00:00.123456Z");
        } else if (type == Currency.class) {
            return Currency.getInstance("EUR");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == List.class) {
            return List.of(argument(generic, 0));
        } else if (type == SortedSet.class) {
            return new TreeSet<>(List.of(argument(generic, 0)));
        } else if (type == SortedMap.class) {
            return new TreeMap<>(Map.of(argument(generic, 0), argument(generic, 1)));
        }
        return example(type);
    }

    private static Object argument(Type generic, int index) {
        var argument = ((ParameterizedType) generic).getActualTypeArguments()[index];
        var type = argument instanceof ParameterizedType p ? p.getRawType() : argument;
        return value((Class<?>) type, argument, "text");
    }

    private static Object example(Class<?> type) {
        var components = type.getRecordComponents();
        var text = TEXTS.get(type.getSimpleName());
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return text != null
                    ? constructor.newInstance(text)
                    : constructor.newInstance(Arrays.stream(constructor.getParameters())
                            .map(Samples::parameter)
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No example of " + type, e);
        }
    }

    private static Object parameter(Parameter parameter) {
        return value(parameter.getType(), parameter.getParameterizedType(), parameter.getName());
    }
}
