/// Projection of payments.
@NullMarked
package io.packhouse.payment.projection;

import org.jspecify.annotations.NullMarked;
