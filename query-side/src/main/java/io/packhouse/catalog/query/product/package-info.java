/// Queries and pages of products, their categories, prices and recommendations.
@NullMarked
package io.packhouse.catalog.query.product;

import org.jspecify.annotations.NullMarked;
