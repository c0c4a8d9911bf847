/// The pages of the shop: what it sells, what becomes of an order, and how today is going.
@NullMarked
package io.packhouse.storefront.query;

import org.jspecify.annotations.NullMarked;
