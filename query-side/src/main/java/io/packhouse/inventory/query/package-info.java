/// Queries of stock and its movements.
@NullMarked
package io.packhouse.inventory.query;

import org.jspecify.annotations.NullMarked;
