/// The page of a pack.
@NullMarked
package io.packhouse.storefront.query.pack;

import org.jspecify.annotations.NullMarked;
