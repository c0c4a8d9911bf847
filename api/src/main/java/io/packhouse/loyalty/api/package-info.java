/// What buyers earn by buying and what they get for it. It decides how many points an order is
/// worth, which of them are spent, and never spends one twice. It knows orders by reference and
/// amount, and neither stock nor payments.
@NullMarked
package io.packhouse.loyalty.api;

import org.jspecify.annotations.NullMarked;
