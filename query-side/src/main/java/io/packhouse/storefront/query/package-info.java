/// The pages of the shop: packs, orders and the dashboard.
@NullMarked
package io.packhouse.storefront.query;

import org.jspecify.annotations.NullMarked;
