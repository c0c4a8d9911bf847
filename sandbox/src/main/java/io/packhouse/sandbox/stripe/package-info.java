/// Stripe's API: routes, parameters, and one response per idempotency key.
@NullMarked
package io.packhouse.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
