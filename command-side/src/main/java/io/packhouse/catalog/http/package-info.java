/// Endpoints for packs, products, brands, categories, manifests and images.
@NullMarked
package io.packhouse.catalog.http;

import org.jspecify.annotations.NullMarked;
