package io.packhouse.ordering.api;

/// Payment plan of an order: in full, or half now and the rest before shipping.
public enum PaymentPlan {
    FULL(Installment.FULL),
    DEPOSIT(Installment.DEPOSIT);

    private final Installment dueNow;

    PaymentPlan(Installment dueNow) {
        this.dueNow = dueNow;
    }

    /// What is to be paid before the order is confirmed.
    public Installment dueNow() {
        return dueNow;
    }
}
