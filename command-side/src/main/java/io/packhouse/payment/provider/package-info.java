/// The payment provider: the interface, the durable calls, and checks of what it reports.
@NullMarked
package io.packhouse.payment.provider;

import org.jspecify.annotations.NullMarked;
