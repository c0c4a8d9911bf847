/// Decisions on the images of a pack or a product, and their order.
@NullMarked
package io.packhouse.catalog.command.image;

import org.jspecify.annotations.NullMarked;
