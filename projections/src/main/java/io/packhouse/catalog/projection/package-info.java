/// Packs as rows.
@NullMarked
package io.packhouse.catalog.projection;

import org.jspecify.annotations.NullMarked;
