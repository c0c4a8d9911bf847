/// What stock sets in motion by itself: reservations that lapse.
@NullMarked
package io.packhouse.inventory.process;

import org.jspecify.annotations.NullMarked;
