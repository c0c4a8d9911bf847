/// Queries of packs.
@NullMarked
package io.packhouse.catalog.query.pack;

import org.jspecify.annotations.NullMarked;
