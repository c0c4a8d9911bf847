package io.packhouse.payment.api;

/// How far the money is. UNKNOWN is an axis of its own: see [PaymentView].
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
