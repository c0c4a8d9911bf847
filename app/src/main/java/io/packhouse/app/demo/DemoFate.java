package io.packhouse.app.demo;

/// What becomes of one of the demo's orders: every twentieth meets the same fate.
enum DemoFate {
    UNPAID,
    DECLINED,
    CALLED_OFF,
    CONFIRMED,
    DEPOSIT_PAID,
    BALANCE_PAID,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    REFUNDED,
    OUT_OF_STOCK;

    private static final DemoFate[] WHEEL = {
        DELIVERED, SHIPPED, CONFIRMED, DELIVERED, PROCESSING, UNPAID, DELIVERED, DEPOSIT_PAID,
        CALLED_OFF, SHIPPED, CONFIRMED, DELIVERED, DECLINED, PROCESSING, REFUNDED, DELIVERED,
        SHIPPED, BALANCE_PAID, OUT_OF_STOCK, CONFIRMED
    };

    static DemoFate of(int order) {
        return WHEEL[order % WHEEL.length];
    }

    boolean onDeposit() {
        return this == DEPOSIT_PAID || this == BALANCE_PAID;
    }

    boolean isPaid() {
        return switch (this) {
            case UNPAID, DECLINED, CALLED_OFF, OUT_OF_STOCK -> false;
            default -> true;
        };
    }
}
