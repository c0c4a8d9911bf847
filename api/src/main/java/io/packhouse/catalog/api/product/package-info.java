/// What a vendor sells in variants, once staff have approved it.
@NullMarked
package io.packhouse.catalog.api.product;

import org.jspecify.annotations.NullMarked;
