/// What loyalty has to know of an order: what was agreed, captured and refunded.
@NullMarked
package io.packhouse.loyalty.api.purchase;

import org.jspecify.annotations.NullMarked;
