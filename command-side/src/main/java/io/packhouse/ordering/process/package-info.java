/// Processes and endpoints of an order: they combine quotes, stock and payment.
@NullMarked
package io.packhouse.ordering.process;

import org.jspecify.annotations.NullMarked;
