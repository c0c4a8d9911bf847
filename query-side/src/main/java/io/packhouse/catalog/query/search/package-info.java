/// Search for products: words, filters, facets and spelling.
@NullMarked
package io.packhouse.catalog.query.search;

import org.jspecify.annotations.NullMarked;
