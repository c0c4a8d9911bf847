/// What may happen to a payment, and what becomes of it when its time comes.
@NullMarked
package io.packhouse.sandbox.checkout;

import org.jspecify.annotations.NullMarked;
