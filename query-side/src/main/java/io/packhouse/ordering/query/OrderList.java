package io.packhouse.ordering.query;

import io.packhouse.engine.query.Cursor;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.ordering.api.OrderStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Component;

/// Orders, the newest first, by keyset over time and id.
@Component
public class OrderList {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.desc("placedAt"), Sort.Order.desc("orderId"));
    private static final Set<OrderStatus> NOT_FOR_BUYERS = EnumSet.of(OrderStatus.PLACED, OrderStatus.REJECTED);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final OrderRows rows;

    OrderList(OrderRows rows) {
        this.rows = rows;
    }

    /// Orders whose stock is not reserved yet or was refused are visible to staff only.
    public static List<String> visible(@Nullable Set<OrderStatus> wanted, boolean staff) {
        return Arrays.stream(OrderStatus.values())
                .filter(status -> staff || !NOT_FOR_BUYERS.contains(status))
                .filter(status -> wanted == null || wanted.isEmpty() || wanted.contains(status))
                .map(Enum::name)
                .toList();
    }

    /// Of one buyer, with one number; null for all.
    public KeysetPage<OrderSummary> read(
            KeysetPageRequest keysetPageRequest,
            @Nullable String buyer,
            @Nullable String number,
            Collection<String> status) {
        var window = window(keysetPageRequest, buyer, number, status);
        return keysetPageRequest.page(
                window.map(OrderListRow::summary).getContent(),
                window.hasNext(),
                order -> new KeysetPageRequest.Key(order.placedAt().toString(), order.id()));
    }

    private Window<OrderListRow> window(
            KeysetPageRequest keysetPageRequest,
            @Nullable String buyer,
            @Nullable String number,
            Collection<String> status) {
        var from = position(keysetPageRequest.from());
        var limit = Limit.of(keysetPageRequest.limit());
        if (number == null) {
            var cursor = keysetPageRequest.from();
            var first = cursor != null && cursor.back() ? Instant.parse(cursor.key()) : EARLIEST;
            var last = cursor != null && !cursor.back() ? Instant.parse(cursor.key()) : LATEST;
            return buyer == null
                    ? rows.findByStatusInAndPlacedAtBetween(status, first, last, from, NEWEST_FIRST, limit)
                    : rows.findByBuyerAndStatusInAndPlacedAtBetween(
                            buyer, status, first, last, from, NEWEST_FIRST, limit);
        }
        return buyer == null
                ? rows.findByOrderNumberAndStatusIn(number, status, from, NEWEST_FIRST, limit)
                : rows.findByBuyerAndOrderNumberAndStatusIn(buyer, number, status, from, NEWEST_FIRST, limit);
    }

    private static KeysetScrollPosition position(@Nullable Cursor cursor) {
        if (cursor == null) {
            return ScrollPosition.keyset();
        }
        Map<String, Object> keys = Map.of("placedAt", Instant.parse(cursor.key()), "orderId", cursor.id());
        return cursor.back() ? ScrollPosition.backward(keys) : ScrollPosition.forward(keys);
    }
}
