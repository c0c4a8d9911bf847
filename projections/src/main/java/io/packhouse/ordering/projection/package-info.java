/// Projections of orders, their lines and their history.
@NullMarked
package io.packhouse.ordering.projection;

import org.jspecify.annotations.NullMarked;
