/// Brands, each name used once.
@NullMarked
package io.packhouse.catalog.api.brand;

import org.jspecify.annotations.NullMarked;
