package io.packhouse.app.demo;

/// What becomes of one of the demo's orders.
enum DemoOrderOutcome {
    UNPAID,
    DECLINED,
    CALLED_OFF,
    DEPOSIT_PAID,
    BALANCE_PAID,
    DELIVERED,
    REFUNDED,
    OUT_OF_STOCK;

    private static final DemoOrderOutcome[] WHEEL = {
        DELIVERED, DELIVERED, DELIVERED, UNPAID, DELIVERED, DELIVERED, DELIVERED, BALANCE_PAID,
        CALLED_OFF, DELIVERED, DELIVERED, DELIVERED, DECLINED, DELIVERED, REFUNDED, DELIVERED,
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
            case UNPAID, DECLINED, CALLED_OFF, OUT_OF_STOCK -> false;
            case DEPOSIT_PAID, BALANCE_PAID, DELIVERED, REFUNDED -> true;
        };
    }
}
