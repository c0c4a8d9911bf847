package io.packhouse.broken.query;

import io.packhouse.payment.provider.PaymentStatusCheck;

/// Breaks: a context shows others only its published language; pages may use its queries.
class ReadsInnerType {

    void read(PaymentStatusCheck check) {}
}
