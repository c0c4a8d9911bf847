/// Images of packs and products, in order, each with a description.
@NullMarked
package io.packhouse.catalog.api.image;

import org.jspecify.annotations.NullMarked;
