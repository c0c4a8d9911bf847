/// Reactions to stock events: expiry of reservations.
@NullMarked
package io.packhouse.inventory.process;

import org.jspecify.annotations.NullMarked;
