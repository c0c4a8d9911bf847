/// Projections of stock and its movements.
@NullMarked
package io.packhouse.inventory.projection;

import org.jspecify.annotations.NullMarked;
