/// Packs as they can be read.
@NullMarked
package io.packhouse.catalog.query;

import org.jspecify.annotations.NullMarked;
