/// The provider of payments: the port, Stripe behind it, the calls that outlive a crash, and the
/// doors through which the provider and the returning buyer come in.
@NullMarked
package io.packhouse.payment.provider;

import org.jspecify.annotations.NullMarked;
