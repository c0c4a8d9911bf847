/// Operations on sessions and payments, and the transitions that time triggers.
@NullMarked
package io.packhouse.sandbox.checkout;

import org.jspecify.annotations.NullMarked;
