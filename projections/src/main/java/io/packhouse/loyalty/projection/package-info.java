/// Projections of points, their ledger and rewards.
@NullMarked
package io.packhouse.loyalty.projection;

import org.jspecify.annotations.NullMarked;
