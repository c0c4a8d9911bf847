/// The agreement between a buyer and the shop, and its progress. It decides the total of an order,
/// its next states, and who may change them. It holds neither stock nor money; a process commands
/// the contexts that do.
@NullMarked
package io.packhouse.ordering.api;

import org.jspecify.annotations.NullMarked;
