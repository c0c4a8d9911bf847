/// Stripe's words: forms with brackets, answers, errors.
@NullMarked
package io.packhouse.sandbox.json;

import org.jspecify.annotations.NullMarked;
