/// Queries of payments for buyers and staff.
@NullMarked
package io.packhouse.payment.query;

import org.jspecify.annotations.NullMarked;
