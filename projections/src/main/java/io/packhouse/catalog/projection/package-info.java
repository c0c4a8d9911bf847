/// Projections of packs, products, categories, manifests and prices.
@NullMarked
package io.packhouse.catalog.projection;

import org.jspecify.annotations.NullMarked;
