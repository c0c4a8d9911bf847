package io.packhouse.payment.api;

/// Status of a payment. Whether an outcome is unknown is separate: see [PaymentView].
public enum PaymentStatus {
    REQUESTED,
    OPEN,
    AUTHORIZED,
    CAPTURING,
    CAPTURED,
    VOIDING,
    VOIDED,
    EXPIRED,
    REFUNDING,
    REFUNDED
}
