/// Stripe as the payment provider: requests, responses, signatures and webhook events in its terms.
@NullMarked
package io.packhouse.payment.provider.stripe;

import org.jspecify.annotations.NullMarked;
