/// The page of an order, updated while it is open.
@NullMarked
package io.packhouse.storefront.query.order;

import org.jspecify.annotations.NullMarked;
