/// How much of each thing can still be promised, and to whom it is promised already. It decides
/// whether stock is reserved, and it never promises one unit twice. It does not know what an order,
/// a price or a customer is: it knows owners by reference.
@NullMarked
package io.packhouse.inventory.api;

import org.jspecify.annotations.NullMarked;
