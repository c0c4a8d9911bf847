/// What a payment sets in motion by itself: calls to the provider, and looking again.
@NullMarked
package io.packhouse.payment.process;

import org.jspecify.annotations.NullMarked;
