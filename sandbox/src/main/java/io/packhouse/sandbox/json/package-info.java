/// Stripe's wire format: forms with brackets, responses and errors.
@NullMarked
package io.packhouse.sandbox.json;

import org.jspecify.annotations.NullMarked;
