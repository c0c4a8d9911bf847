/// Command side of the catalog: packs, products, brands, categories, manifests and images.
@NullMarked
package io.packhouse.catalog.command;

import org.jspecify.annotations.NullMarked;
