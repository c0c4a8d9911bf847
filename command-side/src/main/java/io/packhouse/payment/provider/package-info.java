/// The payment provider: the interface, its Stripe implementation, the durable calls, and the
/// endpoints for webhooks and returning buyers.
@NullMarked
package io.packhouse.payment.provider;

import org.jspecify.annotations.NullMarked;
