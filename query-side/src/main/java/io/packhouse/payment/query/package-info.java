/// Payments as buyers and staff can read them.
@NullMarked
package io.packhouse.payment.query;

import org.jspecify.annotations.NullMarked;
