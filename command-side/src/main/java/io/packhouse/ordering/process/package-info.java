/// What it takes to keep an order's promises: quotes, stock and money brought together.
@NullMarked
package io.packhouse.ordering.process;

import org.jspecify.annotations.NullMarked;
