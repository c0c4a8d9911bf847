/// Loyalty points and rewards. It decides how many points an order earns and which points a
/// redemption spends, and never spends one twice. It knows orders by reference and amount, and
/// neither stock nor payments.
@NullMarked
package io.packhouse.loyalty.api;

import org.jspecify.annotations.NullMarked;
