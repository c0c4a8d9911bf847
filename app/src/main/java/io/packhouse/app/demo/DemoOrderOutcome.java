package io.packhouse.app.demo;

/// The outcome of a demo order.
enum DemoOrderOutcome {
    UNPAID,
    DECLINED,
    CANCELLED,
    DEPOSIT_PAID,
    BALANCE_PAID,
    DELIVERED,
    REFUNDED,
    OUT_OF_STOCK;

    private static final DemoOrderOutcome[] WHEEL = {
        DELIVERED, DELIVERED, DELIVERED, UNPAID, DELIVERED, DELIVERED, DELIVERED, BALANCE_PAID,
        CANCELLED, DELIVERED, DELIVERED, DELIVERED, DECLINED, DELIVERED, REFUNDED, DELIVERED,
        DELIVERED, UNPAID, DELIVERED, DELIVERED, DELIVERED, BALANCE_PAID, DELIVERED, DELIVERED,
        UNPAID, DELIVERED, DELIVERED, DELIVERED, OUT_OF_STOCK, DELIVERED, DELIVERED, DELIVERED,
        DELIVERED, UNPAID, DELIVERED, REFUNDED, DELIVERED, DEPOSIT_PAID, DELIVERED, DELIVERED
    };

    static DemoOrderOutcome of(int order) {
        return WHEEL[order % WHEEL.length];
    }

    boolean onDeposit() {
        return this == DEPOSIT_PAID || this == BALANCE_PAID;
    }

    boolean isPaid() {
        return switch (this) {
            case UNPAID, DECLINED, CANCELLED, OUT_OF_STOCK -> false;
            case DEPOSIT_PAID, BALANCE_PAID, DELIVERED, REFUNDED -> true;
        };
    }
}
