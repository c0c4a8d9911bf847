/// Queries of orders for buyers and staff.
@NullMarked
package io.packhouse.ordering.query;

import org.jspecify.annotations.NullMarked;
