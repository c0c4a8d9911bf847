/// The pages of the shop: home, dashboard, layout and live updates.
@NullMarked
package io.packhouse.storefront.query;

import org.jspecify.annotations.NullMarked;
