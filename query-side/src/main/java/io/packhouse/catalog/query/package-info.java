/// Queries and pages of the catalog.
@NullMarked
package io.packhouse.catalog.query;

import org.jspecify.annotations.NullMarked;
