/// Stripe's words: forms with brackets, answers, errors.
@NullMarked
package io.packhouse.sandbox.wire;

import org.jspecify.annotations.NullMarked;
