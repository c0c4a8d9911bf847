/// The product aggregate, and the handler that decides over a product and its offers.
@NullMarked
package io.packhouse.catalog.command.product;

import org.jspecify.annotations.NullMarked;
