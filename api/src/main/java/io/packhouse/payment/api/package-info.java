/// Payments, one per installment. It decides which provider reports count, and never takes the same
/// money twice. It does not know what is paid for; it repeats a reference.
@NullMarked
package io.packhouse.payment.api;

import org.jspecify.annotations.NullMarked;
