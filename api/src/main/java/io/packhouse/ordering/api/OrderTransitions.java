package io.packhouse.ordering.api;

import static io.packhouse.ordering.api.OrderStatus.CANCELLED;
import static io.packhouse.ordering.api.OrderStatus.CONFIRMED;
import static io.packhouse.ordering.api.OrderStatus.DELIVERED;
import static io.packhouse.ordering.api.OrderStatus.PENDING;
import static io.packhouse.ordering.api.OrderStatus.PLACED;
import static io.packhouse.ordering.api.OrderStatus.PROCESSING;
import static io.packhouse.ordering.api.OrderStatus.REJECTED;
import static io.packhouse.ordering.api.OrderStatus.SHIPPED;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The allowed transitions between order states: used by the aggregate's guards and for the
/// commands that an order resource offers.
public final class OrderTransitions {

    private static final Map<OrderStatus, Set<OrderStatus>> TABLE = Map.of(
            PLACED, Set.of(PENDING, REJECTED, CANCELLED),
            PENDING, Set.of(CONFIRMED, CANCELLED),
            CONFIRMED, Set.of(PROCESSING, CANCELLED),
            PROCESSING, Set.of(SHIPPED, CANCELLED),
            SHIPPED, Set.of(DELIVERED),
            REJECTED, Set.of(),
            DELIVERED, Set.of(),
            CANCELLED, Set.of());

    private OrderTransitions() {}

    public static boolean allowed(OrderStatus from, OrderStatus to) {
        return TABLE.getOrDefault(from, Set.of()).contains(to);
    }

    /// The names of the commands allowed in that state.
    public static List<String> commandsIn(OrderStatus status) {
        return switch (status) {
            case PLACED, PENDING -> List.of("cancel");
            case CONFIRMED -> List.of("start-processing", "cancel");
            case PROCESSING -> List.of("ship", "cancel");
            case SHIPPED -> List.of("deliver");
            case REJECTED, DELIVERED, CANCELLED -> List.of();
        };
    }

    /// As above, but without what the payment status forbids: an order refunded in full is neither
    /// packed nor shipped, and none ships while a balance is due or a dispute is open.
    public static List<String> commandsIn(OrderStatus status, OrderPaymentStatus paymentStatus, boolean disputed) {
        var refunded = paymentStatus == OrderPaymentStatus.REFUNDED;
        var stays = refunded || disputed || paymentStatus == OrderPaymentStatus.DEPOSIT_PAID;
        return commandsIn(status).stream()
                .filter(name -> !(refunded && name.equals("start-processing")))
                .filter(name -> !(stays && name.equals("ship")))
                .toList();
    }
}
