/// Endpoints for stock and reservations.
@NullMarked
package io.packhouse.inventory.http;

import org.jspecify.annotations.NullMarked;
