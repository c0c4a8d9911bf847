/// The tree of categories in which products are found.
@NullMarked
package io.packhouse.catalog.api.category;

import org.jspecify.annotations.NullMarked;
