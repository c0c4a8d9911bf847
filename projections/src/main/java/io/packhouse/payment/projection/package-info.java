/// Payments as rows.
@NullMarked
package io.packhouse.payment.projection;

import org.jspecify.annotations.NullMarked;
