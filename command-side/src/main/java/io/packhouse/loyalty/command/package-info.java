/// Loyalty points: earned in lots, reserved, redeemed once, reversed exactly, expired on time.
@NullMarked
package io.packhouse.loyalty.command;

import org.jspecify.annotations.NullMarked;
