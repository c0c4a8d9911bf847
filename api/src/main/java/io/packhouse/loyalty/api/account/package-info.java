/// The points of a person: earned in lots, reserved, redeemed, reversed and expired.
@NullMarked
package io.packhouse.loyalty.api.account;

import org.jspecify.annotations.NullMarked;
