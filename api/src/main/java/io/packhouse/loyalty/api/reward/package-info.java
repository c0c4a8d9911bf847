/// What points are exchanged for: its price in points and how often it can be redeemed.
@NullMarked
package io.packhouse.loyalty.api.reward;

import org.jspecify.annotations.NullMarked;
