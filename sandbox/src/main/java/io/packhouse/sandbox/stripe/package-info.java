/// Stripe's API: its routes, its parameters, one answer per key.
@NullMarked
package io.packhouse.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
