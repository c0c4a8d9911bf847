/// Reactions to payment events: calls to the provider and reconciliation.
@NullMarked
package io.packhouse.payment.process;

import org.jspecify.annotations.NullMarked;
