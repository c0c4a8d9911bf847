/// A payment provider for tests and the demo: it speaks Stripe's wire protocol and keeps its own
/// ledger.
@NullMarked
package io.packhouse.sandbox;

import org.jspecify.annotations.NullMarked;
